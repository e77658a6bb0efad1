import { useQuery } from "@tanstack/react-query";
import type { ElementContent } from "hast";
import { type ReactNode, use, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Correction } from "#shared/answer.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { wordsQuery } from "#web/api/analyse.ts";
import { LongText, needsBlocks } from "#web/cards/long-text.tsx";
import { LazySaveText } from "#web/cards/save/lazy-save-text.ts";
import { SentenceCard } from "#web/cards/sentence-card.tsx";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { KeptWithContext } from "#web/text/kept-with.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { Button } from "#web/ui/button.tsx";
import { CopyButton } from "#web/ui/copy-button.tsx";
import { reasonsOf, toEdits } from "./change-reasons.ts";
import styles from "./correction.module.css";
import { type Change, diffSentences } from "./diff-sentences.ts";

type Props = Correction & { model: string; language: LearningLanguage; messageId: string };

/** Screen readers get whole sentences: single inserted and deleted letters are meaningless when read aloud. */
const Heard = ({
  original,
  language,
  children,
}: {
  original: string;
  language: LearningLanguage;
  children?: ReactNode;
}) => {
  const t = useAnsweringStrings().check;
  return (
    <p className="visually-hidden" data-uncopied="">
      {t.was} <span lang={language}>{original}</span> {t.better}
      {children}
    </p>
  );
};

/** The changes, on one line. */
export function CorrectionLine({ original, corrected, language, messageId, onOpen }: Props & { onOpen: () => void }) {
  const { chat } = useTranslate();
  const t = useAnsweringStrings().check;
  const changes = useMemo(() => shorten(diffSentences(original, corrected, language)), [original, corrected, language]);
  return (
    <section className={styles.line} aria-label={t.label}>
      <Heard original={original} language={language}>
        {" "}
        <span lang={language}>{corrected}</span>
      </Heard>
      <span className={styles.changes} lang={language} aria-hidden="true" data-uncopied="">
        {changes.map(({ kind, text }, index) => {
          const Part = tagOf[kind];
          return <Part key={index}>{text}</Part>;
        })}
      </span>
      <Button kind="quiet" aria-expanded={false} onClick={onOpen}>
        {t.show}
      </Button>
      <LazySaveText text={corrected} wrong={original} language={language} messageId={messageId} isIcon />
      <CopyButton text={corrected} label={t.copy} done={chat.copied} />
    </section>
  );
}

const tagOf = { removed: "del", added: "ins", same: "span" } as const;

/** `takesFocus`: the learner has just opened it by a button, which is gone. */
type WholeProps = Props & { takesFocus: boolean };

/** The corrected sentence as living text. Removed letters are drawn in it but do not belong to it, so a selection never includes them. */
export function CorrectedSentence({ original, corrected, model, language, messageId, takesFocus }: WholeProps) {
  const { chat } = useTranslate();
  const t = useAnsweringStrings().check;
  const [isOpen, setIsOpen] = useState(false);
  const onOpen = () => setIsOpen(!isOpen);
  const changes = useMemo(() => diffSentences(original, corrected, language), [original, corrected, language]);
  const nodes = useMemo(() => changes.map(toNode), [changes]);
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) ref.current?.querySelector<HTMLElement>("[data-living], button")?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <>
      <section ref={ref} className={styles.correction} aria-label={t.label}>
        <Heard original={original} language={language} />
        <p className={styles.sentence} lang={language}>
          {needsBlocks(corrected) ? (
            <LongText text={corrected} language={language} />
          ) : (
            <LivingText
              text={corrected}
              language={language}
              nodes={nodes}
              messageId={messageId}
              onOpen={onOpen}
              isOpen={isOpen}
            />
          )}
        </p>
        <Reasons original={original} corrected={corrected} changes={changes} language={language} />
        <footer className={styles.foot}>
          <span>{t.by(model)}</span>
          <Button kind="quiet" aria-expanded={isOpen} onClick={onOpen}>
            {chat.openSentence}
          </Button>
          <LazySaveText text={corrected} wrong={original} language={language} messageId={messageId} />
          <CopyButton text={corrected} label={t.copy} done={chat.copied} />
        </footer>
      </section>
      {isOpen && (
        <SentenceCard text={corrected} language={language} messageId={messageId} onClose={() => setIsOpen(false)} />
      )}
    </>
  );
}

function toNode({ kind, text }: Change): ElementContent {
  const value = { type: "text" as const, value: text };
  if (kind === "same") return value;
  if (kind === "added") return { type: "element", tagName: "ins", properties: {}, children: [value] };
  return { type: "element", tagName: "del", properties: { dataRemoved: text }, children: [] };
}

type ReasonsProps = Correction & { changes: readonly Change[]; language: LearningLanguage };

/** Each change with the kind of mistake that it corrects. The line of a change has its height before its reason is known. */
function Reasons({ original, corrected, changes, language }: ReasonsProps) {
  const t = useAnsweringStrings().check;
  const keptWith = use(KeptWithContext);
  const before = useQuery(wordsQuery(language, original, undefined, keptWith)).data?.words;
  const after = useQuery(wordsQuery(language, corrected, undefined, keptWith)).data?.words;
  const edits = toEdits(changes);
  const words = before && after && { original: before, corrected: after, language };
  return (
    <ul className={styles.reasons} aria-label={t.changes} data-uncopied="">
      {edits.map((edit) => (
        <li key={`${edit.from} ${edit.to}`}>
          <span lang={language}>
            {edit.removed !== "" && <del>{edit.removed}</del>}
            {edit.removed !== "" && edit.added !== "" && " → "}
            {edit.added !== "" && <ins>{edit.added}</ins>}
          </span>
          {words && (
            <span>
              {" "}
              {reasonsOf(edit, edits, words)
                .map((reason) => t.reasons[reason])
                .join(", ")}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** In user-perceived characters: how much of the unchanged text stands beside a change on one line. */
const beside = 4;

/** `…寒[いでした→かったです]。` */
function shorten(changes: readonly Change[]): Change[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return changes.map((change, index) => {
    const letters = Array.from(segmenter.segment(change.text), ({ segment }) => segment);
    if (change.kind !== "same" || letters.length <= 2 * beside) return change;
    const start = index === 0 ? "" : letters.slice(0, beside).join("");
    const end = index === changes.length - 1 ? "" : letters.slice(-beside).join("");
    return { ...change, text: `${start}…${end}` };
  });
}
