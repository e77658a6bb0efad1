import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
} from "react";
import { maxMessageLength } from "#shared/message-limits.ts";
import { useInterfaceLanguage, useTranslate } from "#web/i18n/use-translate.ts";
import { ArrowUpIcon, PictureIcon, StopIcon } from "#web/ui/icons.tsx";
import { later } from "#web/ui/later.tsx";
import { useComposition } from "#web/ui/use-composition.ts";
import { focusField, focusHome } from "#web/ui/return-focus.ts";
import "#web/ui/button.css";
import "./composer.css";
import { ComposerPictures } from "./composer-pictures.tsx";
import { drafts, newDraft, useDraft } from "./drafts.ts";
import { ReadingsToggle } from "./readings-toggle.tsx";
import { usePictures } from "./use-pictures.ts";

const ContextMeter = later(() => import("./context-meter.tsx").then((part) => part.ContextMeter));
const ComposerAdvice = later(() => import("./composer-advice.tsx").then((part) => part.ComposerAdvice));

export type Run = "idle" | "sending" | "live" | "stopping";

type Props = {
  draftId: string;
  run: Run;
  /** Why the last message was not sent. */
  failure: ReactNode;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  onSend: () => void;
  onStop: () => void;
};

export function Composer({ draftId, run, failure, fieldRef, onSend, onStop }: Props) {
  const t = useTranslate().chat.composer;
  const language = useInterfaceLanguage();
  const { text, images } = useDraft(draftId);
  const pictures = usePictures(draftId);
  const composition = useComposition();

  useLayoutEffect(() => {
    const area = fieldRef.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [text, fieldRef]);

  useEffect(() => {
    focusField(fieldRef.current);
  }, [draftId, fieldRef]);

  const count = (length: number) => length.toLocaleString(language);
  const tooLong = text.length > maxMessageLength;
  const isEmpty = text.trim() === "" && images.length === 0;
  const canSend = !isEmpty && !tooLong && run === "idle" && !pictures.isPreparing;
  const hint = tooLong
    ? t.tooLong(count(text.length), count(maxMessageLength))
    : (pictures.problem ?? (run !== "idle" && !isEmpty ? t.waitForEnd : null));
  // an empty page has nothing to measure
  const isMeasured = draftId !== newDraft || !isEmpty;

  const send = () => {
    if (!canSend) return;
    pictures.forgetProblem();
    onSend();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (composition.isComposing(event) || event.key !== "Enter") return;
    if (event.shiftKey && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    send();
  };

  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    // a copied table or page carries both: then its text is what was meant
    if (files.length === 0 || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    void pictures.add(files);
  };

  return (
    <div className="composer">
      {pictures.isOver && <div className="drop-here">{t.drop}</div>}
      {failure}
      <form
        className="composer-box"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <ComposerPictures images={images} isPreparing={pictures.isPreparing} onRemove={pictures.remove} />
        <textarea
          ref={fieldRef}
          {...focusHome}
          rows={1}
          value={text}
          aria-label={t.label}
          aria-describedby="composer-hint"
          placeholder={t.placeholder}
          enterKeyHint="send"
          onChange={(event) => drafts.write(draftId, { text: event.target.value })}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onCompositionStart={composition.onCompositionStart}
          onCompositionEnd={composition.onCompositionEnd}
        />
        <p id="composer-hint" className="composer-hint" aria-live="polite">
          {hint ?? (!isEmpty && <ComposerAdvice draftId={draftId} />)}
        </p>
        <div className="composer-bar">
          <label className="icon-button" title={t.addPicture}>
            <PictureIcon size={19} />
            <input
              type="file"
              className="visually-hidden"
              aria-label={t.addPicture}
              accept="image/png,image/jpeg,image/webp,image/gif"
              multiple
              onChange={({ target }) => {
                void pictures.add([...(target.files ?? [])]);
                target.value = ""; // the same file can be picked again
              }}
            />
          </label>
          <ReadingsToggle />
          {isMeasured && <ContextMeter draftId={draftId} />}
          {run === "live" || run === "stopping" ? (
            <button
              type="button"
              className="send"
              aria-label={run === "stopping" ? t.stopping : t.stop}
              title={run === "stopping" ? t.stopping : `${t.stop} (Esc)`}
              disabled={run === "stopping"}
              onClick={onStop}
            >
              <StopIcon size={15} />
            </button>
          ) : (
            <button type="submit" className="send" aria-label={t.send} title={t.send} disabled={!canSend}>
              <ArrowUpIcon size={20} />
            </button>
          )}
        </div>
      </form>
    </div>
  );
}
