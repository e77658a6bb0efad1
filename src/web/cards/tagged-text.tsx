import { memo } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { splitLearnerText } from "./learner-text.ts";

/** Prose about a language: its words carry their language, so that they get its fonts and its voice. */
export const TaggedText = memo(function TaggedText({ text, language }: { text: string; language: LearningLanguage }) {
  return splitLearnerText(text, language).map(({ kind, text: piece }, index) =>
    kind === "plain" ? (
      piece
    ) : (
      <span key={index} lang={language}>
        {piece}
      </span>
    ),
  );
});
