import { useEffect, useRef } from "react";
import type { Download } from "#shared/downloads.ts";
import { toApiError } from "#web/api/client.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { DownloadFailure } from "./download-failure.tsx";
import { describeAmounts } from "./format-download.ts";
import { RegistryConsent } from "./registry-consent.tsx";
import { useDownload } from "./use-download.ts";
import "#web/ui/button.css";
import "./download-model.css";

type Props = {
  model: string;
  /** What must be done before, and fails aloud by itself: the address of the server that gets it is saved. */
  prepare?: () => Promise<unknown>;
  /** It has come while somebody was looking. */
  onDone?: () => void;
  isPrimary?: boolean;
  /** What the button says, where it stands without the model's name beside it. */
  label?: string;
};

/** Brings a model to Ollama: a button, then how far it is, over reloads, then that it is there. */
export function DownloadModel({ model, prepare, onDone, isPrimary = false, label }: Props) {
  const t = useModelsStrings().download;
  const { download, start, cancel } = useDownload(model);
  useOnDone(download, onDone);

  const begin = async () => {
    await prepare?.();
    start.mutate({ model });
  };
  const failure = start.error ? toApiError(start.error) : null;
  const button = (label: string, name: string) => (
    <button
      type="button"
      className={isPrimary ? "button primary" : "button"}
      aria-label={name}
      disabled={start.isPending}
      onClick={() => void begin().catch(() => {})}
    >
      {label}
    </button>
  );

  return (
    <div className="download">
      {failure?.code === "consent_needed" ? (
        <RegistryConsent
          host={failure.hint ?? model}
          onAgree={() => start.mutate({ model, allowRegistry: true })}
          onCancel={() => start.reset()}
        />
      ) : (
        <>
          {download && download.state !== "done" && <DownloadProgress download={download} />}
          {failure && <DownloadFailure model={model} error={failure} />}
          {!download && button(label ?? t.get, label ?? t.getModel(model))}
          {(download?.state === "paused" || download?.state === "cancelled") && button(t.resume, t.resumeModel(model))}
          {download?.state === "failed" && button(t.again, t.againModel(model))}
          {download?.state === "running" && (
            <button
              type="button"
              className="button"
              aria-label={t.stopModel(model)}
              disabled={cancel.isPending}
              onClick={() => cancel.mutate(download.id)}
            >
              {t.stop}
            </button>
          )}
          {download?.state === "done" && <span className="download-done">{t.done}</span>}
        </>
      )}
    </div>
  );
}

function useOnDone(download: Download | null, onDone: (() => void) | undefined) {
  const state = download?.state;
  const seen = useRef(state);
  useEffect(() => {
    if (seen.current === "running" && state === "done") onDone?.();
    seen.current = state;
  }, [state, onDone]);
}

/** One bar over all that has to come; the numbers beside it are for eyes, the state is read out. */
function DownloadProgress({ download }: { download: Download }) {
  const words = { t: useModelsStrings(), language: useInterfaceLanguage() };
  const { model, state, step, error, fraction } = download;
  const t = words.t.download;
  const isUnknown = state === "running" && download.totalBytes === null;
  return (
    <div className="download-progress">
      <progress aria-label={t.label(model)} {...(!isUnknown && { value: fraction })} />
      <output className="download-state">
        {state === "running" && step !== "downloading" && t[step]}
        {state === "paused" && t.paused}
        {state === "cancelled" && t.cancelled}
        {state === "failed" && error && <DownloadFailure model={model} error={error} />}
      </output>
      {download.totalBytes !== null && step !== "verifying" && step !== "finishing" && (
        <small>{describeAmounts(download, words)}</small>
      )}
    </div>
  );
}
