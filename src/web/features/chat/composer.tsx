import { type ClipboardEvent, type ReactNode, type RefObject, useEffect, useRef } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type Verb, verbs } from "#shared/verbs.ts";
import { maxMessageLength } from "#shared/message-limits.ts";
import { hasVisibleText } from "#shared/visible-text.ts";
import { loadAnalyser } from "#web/api/analyse.ts";
import { useSettings } from "#web/api/settings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { FileButton } from "#web/ui/file-button.tsx";
import { useIsFirstFrame } from "#web/ui/first-frame.ts";
import { PictureIcon, StopIcon } from "#web/ui/icons.tsx";
import { lazyPart } from "#web/ui/lazy.tsx";
import { focusField, focusHome, returnFocus } from "#web/ui/return-focus.ts";
import { ComposerPictures } from "./composer-pictures.tsx";
import styles from "./composer.module.css";
import { DraftField } from "./draft-field.tsx";
import fieldStyles from "./draft-field.module.css";
import { type Draft, drafts, newDraft } from "./drafts.ts";
import { useDraft, useExcess } from "./use-draft.ts";
import { ReadingsToggle } from "./readings-toggle.tsx";
import { usePictures } from "./use-pictures.ts";

const ContextMeter = lazyPart(() => import("./context-meter.tsx").then((part) => part.ContextMeter), {
  useStrings: useAnsweringStrings.useStart,
});
const ComposerAdvice = lazyPart(() => import("./composer-advice.tsx").then((part) => part.ComposerAdvice), {
  useStrings: useAnsweringStrings.useStart,
});

export type Run = "idle" | "sending" | "live" | "stopping";

type Props = {
  draftId: string;
  run: Run;
  /** A message can wait for the end of the running answer. */
  canQueue?: boolean;
  /** The message that waits. */
  queued?: ReactNode;
  /** What Enter does; Alt+Enter does the other one. */
  enterVerb: Verb;
  /** Why the last message was not sent. */
  failure: ReactNode;
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  onSend: (verb: Verb) => void;
  onStop: () => void;
};

export function Composer(props: Props) {
  const { draftId, run, canQueue = false, queued, enterVerb, failure, fieldRef, onSend, onStop } = props;
  const { composer: t, verbs: verbNames } = useTranslate().chat;
  const { count } = useFormat();
  const images = useDraft(draftId, (draft) => draft.images);
  const isBlank = useDraft(draftId, ({ text }) => !hasVisibleText(text));
  const excess = useExcess(draftId);
  const isShort = useDraft(draftId, ({ text }) => widthOf(text.slice(0, 20)) <= shortDraft);
  const pictures = usePictures(draftId);
  const { learningLanguage } = useSettings();

  /** The language whose analyser is loaded for this draft. */
  const loaded = useRef<LearningLanguage | null>(null);

  const isTakenOver = useRef(useIsFirstFrame());
  useEffect(() => {
    if (isTakenOver.current)
      returnFocus(); // the learner may have moved the focus before the page's code ran
    else focusField(fieldRef.current);
    isTakenOver.current = false;
  }, [draftId, fieldRef]);

  const isEmpty = isBlank && images.length === 0;
  const mayRun = (run === "idle" || canQueue) && !pictures.isPreparing;
  const canSend = useDraft(draftId, isSendable) && mayRun;
  const hint =
    excess > 0
      ? t.tooLong(count(excess), count(maxMessageLength))
      : (pictures.problem ?? (run !== "idle" && !isEmpty ? (canQueue ? t.willWait : t.waitForEnd) : null));
  // an empty page has nothing to measure
  const isMeasured = draftId !== newDraft || !isEmpty;

  const send = (verb: Verb) => {
    // the draft as it is now: a key can come between the drawing of a page that is taken over and its first effects
    if (!mayRun || !isSendable(drafts.read(draftId))) return;
    pictures.forgetProblem();
    onSend(verb);
  };

  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    // a copied table or page has both text and a picture: then the learner meant the text
    if (files.length === 0 || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    void pictures.add(files);
  };

  return (
    <div className={styles.composer}>
      {pictures.isOver && <div className={styles.drop}>{t.drop}</div>}
      {failure}
      {queued}
      <form
        className={styles.box}
        autoComplete="off" // or the browser puts an earlier text into the first frame. On the field, Android would suggest no words
        data-short={(isShort && images.length === 0) || undefined}
        data-empty={isEmpty || undefined}
        onSubmit={(event) => {
          event.preventDefault();
          send(enterVerb);
        }}
      >
        <ComposerPictures images={images} isPreparing={pictures.isPreparing} onRemove={pictures.remove} />
        <DraftField
          {...focusHome}
          draftId={draftId}
          fieldRef={fieldRef}
          enterVerb={enterVerb}
          aria-label={t.label}
          aria-describedby="composer-hint"
          placeholder={t.placeholder}
          onSend={send}
          onType={() => {
            // at the first key or paste, even into a draft from an earlier visit
            if (drafts.read(draftId).text === "" || loaded.current !== learningLanguage) loadAnalyser(learningLanguage);
            loaded.current = learningLanguage;
          }}
          onPaste={onPaste}
        />
        <p id="composer-hint" className={cx(fieldStyles.hint, styles.hint)} aria-live="polite">
          {hint ?? (!isEmpty && <ComposerAdvice draftId={draftId} />)}
        </p>
        <div className={styles.bar}>
          <FileButton
            label={t.addPicture}
            accept="image/png,image/jpeg,image/webp,image/gif"
            onFiles={(files) => void pictures.add(files)}
          >
            <PictureIcon size={19} />
          </FileButton>
          <ReadingsToggle />
          {isMeasured && <ContextMeter draftId={draftId} />}
          {run === "live" || run === "stopping" ? (
            <div className={styles.verbs}>
              {canQueue && !isEmpty && (
                <SendButton label={t.queue} isEnter isDisabled={!canSend} onPress={() => send(enterVerb)} />
              )}
              <Button
                kind="icon"
                className={styles.stop}
                aria-label={run === "stopping" ? t.stopping : t.stop}
                title={run === "stopping" ? t.stopping : `${t.stop} (Esc)`}
                disabled={run === "stopping"}
                onClick={onStop}
              >
                <StopIcon size={15} />
              </Button>
            </div>
          ) : (
            <div className={styles.verbs}>
              {verbs.map((verb) => (
                <SendButton
                  key={verb}
                  label={verbNames[verb]}
                  isEnter={verb === enterVerb}
                  isDisabled={!canSend}
                  onPress={() => send(verb)}
                />
              ))}
            </div>
          )}
        </div>
      </form>
    </div>
  );
}

const isSendable = ({ text, images }: Draft) =>
  text.length <= maxMessageLength && (images.length > 0 || hasVisibleText(text));

/** In letters of about one em. A longer draft needs the whole width of a phone. */
const shortDraft = 8;
const widthOf = (text: string) =>
  text.includes("\n")
    ? Number.POSITIVE_INFINITY
    : (text.match(/[\u1100-\uffff]/g)?.length ?? 0) * 0.5 + text.length * 0.5;

type SendButtonProps = { label: string; isEnter: boolean; isDisabled: boolean; onPress: () => void };

/** The verbs keep their places. The one that Enter does is filled and shows the key. */
const SendButton = ({ label, isEnter, isDisabled, onPress }: SendButtonProps) => (
  <Button
    kind={isEnter ? "primary" : "plain"}
    className={styles.verb}
    title={`${label} (${isEnter ? "Enter" : "Alt+Enter"})`}
    aria-keyshortcuts={isEnter ? "Enter" : "Alt+Enter"}
    disabled={isDisabled}
    onClick={onPress}
  >
    {label}
    {isEnter && (
      <span className={styles.key} aria-hidden="true">
        ↵
      </span>
    )}
  </Button>
);
