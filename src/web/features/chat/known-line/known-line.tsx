import { useQuery } from "@tanstack/react-query";
import { useId, useMemo, useRef, useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { textComprehensionQuery } from "#web/api/comprehension.ts";
import { useSettings } from "#web/api/settings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useKnownStrings } from "#web/i18n/use-known-strings.ts";
import { useSight } from "#web/text/use-sight.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import styles from "./known-line.module.css";
import { NewWords } from "./new-words.tsx";
import { toLines } from "./to-lines.ts";

export type KnownLineProps = {
  text: string;
  language: LearningLanguage;
  messageId: string;
  /** Under the learner's own message. */
  isOwn?: boolean;
  /** Asks for the text again, without these words. Only of the last reply. */
  onSimpler?: ((avoid: string[]) => void) | undefined;
};

/** What the server takes at most. */
const mostAvoided = 20;

/** How much of a text the learner knows, in one line whose place is kept free until it is known. A press shows the new words. No model is asked. */
export function KnownLine({ text, language, messageId, isOwn = false, onSimpler }: KnownLineProps) {
  const t = useKnownStrings();
  const { share, count } = useFormat();
  const { levels } = useSettings();
  const listId = useId();
  const line = useRef<HTMLDivElement>(null);
  const isNear = useSight(line) === "near";
  const [isOpen, setIsOpen] = useState(false);
  const lines = useMemo(() => toLines(text), [text]);
  const { data } = useQuery({
    ...textComprehensionQuery(language, { text, lines }, levels[language]),
    enabled: isNear, // each saved word changes all lines: those out of sight are counted again when they come back
  });
  const shown = data && data.words > 0 ? data : null;
  // a saved word is being learned, and the tutor may bring it in
  const above = shown?.list.flatMap(({ lemma, isSaved }) => (isSaved ? [] : lemma)) ?? [];
  return (
    <div className={cx(styles.box, isOwn && styles.own)} data-uncopied="">
      <div ref={line} className={styles.line}>
        {shown && shown.newWords === 0 && <span>{t.all}</span>}
        {shown && shown.newWords > 0 && (
          <Button
            kind="quiet"
            aria-expanded={isOpen}
            aria-controls={isOpen ? listId : undefined}
            onClick={() => setIsOpen(!isOpen)}
          >
            {/* never 100 % while a word is new */}
            {t.known(share(Math.floor(shown.knownShare * 100) / 100), shown.newWords, count(shown.newWords))}
          </Button>
        )}
        {above.length > 0 && onSimpler && (
          <>
            <span>{t.above(above.length)}</span>
            <Button kind="quiet" className={styles.simpler} onClick={() => onSimpler(above.slice(0, mostAvoided))}>
              {t.simpler}
            </Button>
          </>
        )}
      </div>
      {isOpen && shown && shown.newWords > 0 && (
        <NewWords id={listId} words={shown.list} texts={lines} language={language} messageId={messageId} />
      )}
    </div>
  );
}
