import { useState } from "react";
import { toApiError } from "#web/api/client.ts";
import { useStartDownload } from "#web/api/downloads.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { DownloadFailure } from "#web/models/download-failure.tsx";
import { RegistryConsent } from "#web/models/registry-consent.tsx";
import { Button } from "#web/ui/button.tsx";
import { Field, InputRow, TextInput } from "#web/ui/field.tsx";

/** Downloads any model by its name, also from a pasted command. */
export function GetByName() {
  const t = useSettingsStrings().get;
  const { download } = useModelsStrings();
  const start = useStartDownload();
  const [typed, setTyped] = useState("");
  const model = typed.trim().replace(/^ollama\s+(pull|run)\s+/, "");
  const failure = start.error ? toApiError(start.error) : null;

  const begin = (allowRegistry = false) =>
    start.mutate({ model, ...(allowRegistry && { allowRegistry }) }, { onSuccess: () => setTyped("") });
  return (
    <Field id="model-by-name" label={t.byName} hint={t.byNameHint}>
      <InputRow onSubmit={() => model && begin()}>
        <TextInput
          id="model-by-name"
          aria-describedby="model-by-name-hint"
          aria-invalid={failure?.code === "invalid_request"}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            start.reset();
          }}
        />
        <Button type="submit" isOff={!model} isPending={start.isPending}>
          {download.get}
        </Button>
      </InputRow>
      {failure?.code === "consent_needed" ? (
        <RegistryConsent host={failure.hint ?? model} onAgree={() => begin(true)} onCancel={() => start.reset()} />
      ) : (
        failure && (
          <div role="alert">
            <DownloadFailure model={model} error={failure} />
          </div>
        )
      )}
    </Field>
  );
}
