import type { ServerStatus } from "#shared/status.ts";
import type { ServerProvider } from "#shared/providers.ts";
import { useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { MayPassOn } from "./may-pass-on.tsx";
import { SaveFailure } from "#web/features/settings/save-note.tsx";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";

type Props = { provider: ServerProvider; status: ServerStatus };

/** Advice about a server that answers. Nothing here keeps the learner from using it. */
export function ConnectionNotes({ provider, status }: Props) {
  const t = useSettingsStrings().connection;
  const save = useUpdateLLMSettings();
  const { warnings = [], needs = [], version = "", url = "" } = status;
  const isOllama = status.isOllama && provider !== "ollama";
  // the address without the path of the OpenAI protocol; our server checks it before saving
  const ollamaUrl = url.replace(/\/v1\/?$/, "");

  return (
    <>
      {isOllama && (
        <Note>
          <p>{t.isOllama}</p>
          <Button isPending={save.isPending} onClick={() => save.mutate({ provider: "ollama", ollamaUrl })}>
            {t.useOllama}
          </Button>
          <SaveFailure save={save} />
        </Note>
      )}
      {provider === "openai-compatible" && !isOllama && <MayPassOn provider={provider} />}
      {warnings.length > 0 && (
        <Note kind="warning">
          {warnings.includes("unsafe_version") && <p>{t.warnings.unsafe_version(version)}</p>}
          {warnings.includes("old_version") && (
            <>
              <p>{t.warnings.old_version(version)}</p>
              <ul>
                {needs.map((need) => (
                  <li key={need.feature}>{t.needs[need.feature](need.version)}</li>
                ))}
              </ul>
            </>
          )}
          {warnings.includes("exposed") && <p>{t.warnings.exposed}</p>}
        </Note>
      )}
    </>
  );
}
