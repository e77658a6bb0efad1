import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Download } from "#shared/downloads.ts";
import { toApiError } from "#web/api/client.ts";
import type { ModelsStrings } from "#web/i18n/en/models.ts";
import { type Format, useFormat } from "#web/i18n/format.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { ProgressBar } from "#web/ui/progress-bar.tsx";
import { DownloadFailure } from "./download-failure.tsx";
import styles from "./download-model.module.css";
import { RegistryConsent } from "./registry-consent.tsx";
import { neverStarted, useDownload } from "./use-download.ts";

type Props = {
  model: string;
  /** Runs before the download and reports its own failure, for example saving the address of the server that gets the model. */
  prepare?: () => Promise<unknown>;
  /** Called when the download finishes while this component is shown. */
  onDone?: () => void;
  isPrimary?: boolean;
  /** The button's label where the model's name does not stand beside it. */
  label?: string;
};

/** Downloads a model into Ollama: a button, then the progress (also after a reload), then a confirmation. */
export function DownloadModel({ model, prepare, onDone, isPrimary = false, label }: Props) {
  const t = useModelsStrings().download;
  const { download, start, cancel } = useDownload(model);
  const hasCome = useOnDone(download, onDone);
  const buttons = useKeptFocus(download?.state);

  const begin = async () => {
    await prepare?.();
    start.mutate({ model });
  };
  const failure = start.error ? toApiError(start.error) : null;
  const button = (label: string, name: string) => (
    <Button
      kind={isPrimary ? "primary" : "plain"}
      aria-label={name}
      isPending={start.isPending}
      onClick={() => void begin().catch(() => {})}
    >
      {label}
    </Button>
  );
  const cancelButton = (label: string, name: string) => (
    <Button aria-label={name} isPending={cancel.isPending} onClick={() => download && cancel.mutate(download.id)}>
      {label}
    </Button>
  );

  // an earlier download's model may have been deleted since; a download that was stopped before its first byte has not begun
  const isNew = !download || (download.state === "done" && !hasCome) || neverStarted(download);

  const asksConsent = failure?.code === "consent_needed";
  const showsProgress = !isNew && download.state !== "done";
  const isWide = asksConsent || showsProgress; // the parent gives it a line of its own

  return (
    <div className={styles.download} ref={buttons} data-wide={isWide || undefined}>
      {asksConsent ? (
        <RegistryConsent
          host={failure.hint ?? model}
          onAgree={() => start.mutate({ model, allowRegistry: true })}
          onCancel={() => start.reset()}
        />
      ) : (
        <>
          {showsProgress && <DownloadProgress download={download} />}
          {failure && <DownloadFailure model={model} error={failure} />}
          {isNew && button(label ?? t.get, label ?? t.getModel(model))}
          {!isNew && /paused|cancelled/.test(download.state) && button(t.resume, t.resumeModel(model))}
          {download?.state === "failed" && (
            <>
              {button(t.again, t.againModel(model))}
              {cancelButton(t.dismiss, t.dismissModel(model))}
            </>
          )}
          {download?.state === "running" && cancelButton(t.stop, t.stopModel(model))}
          {download?.state === "done" && hasCome && <span className={styles.done}>{t.done}</span>}
        </>
      )}
    </div>
  );
}

/** True if the download finished while this component was shown. */
function useOnDone(download: Download | null, onDone: (() => void) | undefined): boolean {
  const state = download?.state;
  const [before, setBefore] = useState(state);
  const [hasCome, setHasCome] = useState(false);
  if (state !== before) {
    setBefore(state);
    setHasCome(before === "running" && state === "done");
  }
  const tell = useEffectEvent(() => onDone?.());
  useEffect(() => {
    if (hasCome) tell();
  }, [hasCome]);
  return hasCome;
}

/** Moves the focus to the next button when the pressed one disappears. */
function useKeptFocus(state: Download["state"] | undefined) {
  const buttons = useRef<HTMLDivElement>(null);
  const had = useRef(false);
  useEffect(() => {
    const home = buttons.current;
    if (!home) return;
    const note = ({ target }: FocusEvent) => (had.current = target instanceof Node && home.contains(target));
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  useEffect(() => {
    if (had.current && document.activeElement === document.body) buttons.current?.querySelector("button")?.focus();
  }, [state]);
  return buttons;
}

/** One bar over the whole download. The numbers beside it are visual only; screen readers get the state. */
function DownloadProgress({ download }: { download: Download }) {
  const { model, state, step, error, fraction } = download;
  const t = useModelsStrings().download;
  const format = useFormat();
  const isUnknown = state === "running" && download.totalBytes === null;
  return (
    <div className={styles.progress}>
      {(state !== "failed" || fraction > 0) && (
        <ProgressBar label={t.label(model)} value={isUnknown ? null : fraction} />
      )}
      <output>
        {state === "running" && step !== "downloading" && t[step]}
        {state === "paused" && t.paused}
        {state === "cancelled" && t.cancelled}
        {state === "failed" && error && <DownloadFailure model={model} error={error} />}
      </output>
      {download.totalBytes !== null && step !== "verifying" && step !== "finishing" && (
        <small>{describeAmounts(download, t, format)}</small>
      )}
    </div>
  );
}

/** `1.9 GB of 3.3 GB · 24 MB/s · 1 min left`, as far as the numbers are known. */
function describeAmounts(download: Download, t: ModelsStrings["download"], { bytes, bytesPerSecond, wait }: Format) {
  const { completedBytes, totalBytes, secondsLeft } = download;
  return [
    totalBytes !== null && t.bytes(bytes(completedBytes), bytes(totalBytes)),
    download.bytesPerSecond !== null && bytesPerSecond(download.bytesPerSecond),
    secondsLeft !== null && t.left(wait(secondsLeft)),
  ]
    .filter(Boolean)
    .join(" · ");
}
