import type { ApiError } from "#shared/errors.ts";
import type { ModelsStrings } from "#web/i18n/en/models.ts";
import { isBlossomGone } from "#web/i18n/error-words.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import styles from "./download-failure.module.css";

/** Why a download failed and what to do. Ollama's own words follow. */
export function DownloadFailure({ model, error }: { model: string; error: ApiError }) {
  const t = useModelsStrings().download;
  const errorText = useErrorText();
  return (
    <span className={styles.failure}>
      {explain(t, model, error) ?? errorText(error)}
      {error.hint?.startsWith("https://ollama.com/") && (
        <>
          {" "}
          <a href={error.hint} target="_blank" rel="noreferrer">
            {error.hint.replace("https://", "")}
          </a>
        </>
      )}
      {error.message && (
        <small lang="en" className={styles.said}>
          {error.message}
        </small>
      )}
    </span>
  );
}

/** Some codes mean something else for a download than for an answer. */
function explain(t: ModelsStrings["download"], model: string, error: ApiError): string | null {
  if (isBlossomGone(error)) return null;
  switch (error.code) {
    case "model_not_found":
      return t.notThere(model);
    case "invalid_request":
      return t.badName;
    case "disk_full":
      return t.diskFull;
    case "incomplete":
    case "aborted":
      return t.brokeOff;
    case "connect":
    case "dns":
    case "timeout":
    case "tls":
      // Ollama answered, and named the computer that it cannot reach
      return error.host === undefined ? t.noNetwork : t.unreached(error.host);
    case "invalid_response":
      return t.damaged;
    case "unsupported":
      return t.tooOld;
    case "permission":
    case "auth":
      return t.notAllowed;
    default:
      return null;
  }
}
