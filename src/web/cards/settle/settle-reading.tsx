import { useEffect, useRef, useState } from "react";
import type { Word } from "#shared/card.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import type { ApiError } from "#shared/errors.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { shownReading } from "#shared/shown-reading.ts";
import { toApiError } from "#web/api/client.ts";
import { useSettleReading } from "#web/api/settle.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSettleStrings } from "#web/i18n/use-settle-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { FillIn } from "./fill-in.tsx";
import { readingChoices } from "./reading-choices.ts";
import { ReportButton } from "./report-button.tsx";
import styles from "./settle-reading.module.css";
import { TypeReading } from "./type-reading.tsx";

export type SettleProps = {
  word: Word;
  /** The sentence, or a text with the word in it; the word's place is in this text. */
  text: string;
  language: LearningLanguage;
  messageId?: string | undefined;
  /** The model whose reading it may be. */
  model?: string | null | undefined;
  /** The learner has chosen. */
  onSettle?: (() => void) | undefined;
  /** Asks the model about the word, in its place. */
  onAskAbout?: (() => void) | undefined;
};

/** The learner's actions on a reading: use another one, keep it, type one, ask the model, undo, report it. */
export function SettleReading({ word, text, language, messageId, model = null, onSettle, onAskAbout }: SettleProps) {
  const t = useSettleStrings();
  const errorText = useErrorText();
  const [isTyping, setIsTyping] = useState(false);
  // the settled reading before each choice made here; Undo goes back one by one, and then to the engine's reading
  const [earlier, setEarlier] = useState<readonly (string | null)[]>([]);
  const settle = useSettleReading();
  const ref = useRef<HTMLDivElement>(null);
  const { start, end, isSettled = false } = word;
  const { keep, use } = readingChoices(word, language);
  // the learner has nothing to decide, so these buttons must not stand out
  const isDecided = shownReading(word, language).mark === "none";
  const surface = withoutBrackets(word.surface, language);

  const settleAs = (reading: string | null, onSuccess: (before: string | null) => void) => {
    onSettle?.();
    settle.mutate(
      { language, text, start, end, reading, messageId },
      { onSuccess: (settled) => onSuccess(settled.before) },
    );
  };
  const save = (reading: string) =>
    settleAs(reading, (before) => {
      setIsTyping(false);
      setEarlier([...earlier, before]);
    });
  const undo = () => settleAs(earlier.at(-1) ?? null, () => setEarlier(earlier.slice(0, -1)));
  // the pressed button or the field has disappeared. The word may change before the choice is saved, and the field disappears only then
  const seen = useRef({ isSettled, choices: 0 });
  useEffect(() => {
    const isSame = seen.current.isSettled === isSettled && (!isSettled || seen.current.choices === earlier.length);
    if (settle.isPending || isSame) return;
    seen.current = { isSettled, choices: earlier.length };
    if (document.activeElement === document.body) ref.current?.querySelector("button")?.focus();
  }, [isSettled, earlier.length, settle.isPending]);

  // only for this language
  const wordsOf = (error: ApiError) => (error.reason === "other_script" ? t.otherScript[language] : errorText(error));
  const named = (sentence: string, reading: string) => (
    <FillIn text={sentence} values={{ reading }} language={language} />
  );
  const failure = settle.error ? wordsOf(toApiError(settle.error)) : null;

  return (
    <div ref={ref} className={styles.settle} data-settle="">
      {isSettled && (
        <Button kind="link" isPending={settle.isPending} onClick={undo}>
          {t.undo}
        </Button>
      )}
      {use.map((reading) => (
        <Button key={reading} kind="link" isPending={settle.isPending} onClick={() => save(reading)}>
          {named(t.use("{reading}"), reading)}
        </Button>
      ))}
      {keep !== null && (
        <Button kind="link" isPending={settle.isPending} onClick={() => save(keep)}>
          {named(t.keep("{reading}"), keep)}
        </Button>
      )}
      {!isTyping && (
        <Button kind="link" className={isDecided ? styles.secondary : undefined} onClick={() => setIsTyping(true)}>
          {t.type}
        </Button>
      )}
      {onAskAbout && (
        <Button kind="link" className={isDecided ? styles.secondary : undefined} onClick={onAskAbout}>
          {t.askAbout}
        </Button>
      )}
      <ReportButton word={word} text={text} language={language} model={model} />
      {isTyping && (
        <TypeReading
          surface={surface}
          language={language}
          failure={failure}
          isPending={settle.isPending}
          onSave={save}
          onCancel={() => setIsTyping(false)}
        />
      )}
      {!isTyping && failure !== null && (
        <small role="alert" className={styles.failure}>
          {failure}
        </small>
      )}
    </div>
  );
}
