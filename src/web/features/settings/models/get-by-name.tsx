import { type FormEvent, useState } from "react";
import { toApiError } from "#web/api/client.ts";
import { useStartDownload } from "#web/api/downloads.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { DownloadFailure } from "#web/models/download-failure.tsx";
import { RegistryConsent } from "#web/models/registry-consent.tsx";

/** Any model by its name, also as it stands in a command that was copied somewhere. */
export function GetByName() {
  const t = useSettingsStrings().get;
  const { download } = useModelsStrings();
  const start = useStartDownload();
  const [typed, setTyped] = useState("");
  const model = typed.trim().replace(/^ollama\s+(pull|run)\s+/, "");
  const failure = start.error ? toApiError(start.error) : null;

  const begin = (allowRegistry = false) =>
    start.mutate({ model, ...(allowRegistry && { allowRegistry }) }, { onSuccess: () => setTyped("") });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (model) begin();
  };
  return (
    <div className="field">
      <div className="field-label">
        <label htmlFor="model-by-name">{t.byName}</label>
        <small id="model-by-name-hint">{t.byNameHint}</small>
      </div>
      <div className="field-control">
        <form className="with-button" onSubmit={submit}>
          <input
            id="model-by-name"
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-describedby="model-by-name-hint"
            aria-invalid={failure?.code === "invalid_request"}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              start.reset();
            }}
          />
          <button type="submit" className="button" disabled={!model || start.isPending}>
            {download.get}
          </button>
        </form>
        {failure?.code === "consent_needed" ? (
          <RegistryConsent host={failure.hint ?? model} onAgree={() => begin(true)} onCancel={() => start.reset()} />
        ) : (
          failure && (
            <div role="alert">
              <DownloadFailure model={model} error={failure} />
            </div>
          )
        )}
      </div>
    </div>
  );
}
