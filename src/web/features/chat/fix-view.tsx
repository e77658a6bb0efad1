import { memo } from "react";
import type { FixBlock } from "#shared/breakdown/read-card-line.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { TaggedText } from "#web/cards/tagged-text.tsx";
import { useExplanationTag } from "#web/cards/use-explanation-tag.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { diffSentences } from "./diff-sentences.ts";
import styles from "./fix-view.module.css";

/** A correction: what is removed, what is added, and why. */
export const FixView = memo(function FixView({ block, language }: { block: FixBlock; language: LearningLanguage }) {
  const t = useTranslate().chat.fix;
  const explanation = useExplanationTag();
  const { original, corrected, reason, leftover } = block;
  const changes = corrected
    ? diffSentences(original, corrected, language)
    : [{ kind: "same" as const, text: original }];

  return (
    <section className={styles.fix} aria-label={t.label}>
      {/* screen readers get two whole sentences: single inserted and deleted letters are meaningless when read aloud */}
      <p className="visually-hidden">
        {t.was} <span lang={language}>{original}</span> {t.better} <span lang={language}>{corrected}</span>
      </p>
      <p className={styles.sentence} lang={language} aria-hidden="true">
        {changes.map(({ kind, text }, index) =>
          kind === "removed" ? (
            <del key={index}>{text}</del>
          ) : kind === "added" ? (
            <ins key={index}>{text}</ins>
          ) : (
            <span key={index}>{text}</span>
          ),
        )}
      </p>
      {reason && (
        <p className={styles.reason} lang={explanation}>
          <TaggedText text={reason} language={language} />
        </p>
      )}
      {leftover && (
        <p className={styles.reason}>
          <TaggedText text={leftover} language={language} />
        </p>
      )}
    </section>
  );
});
