import { memo } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { splitRuns } from "#shared/learner-text.ts";

/** Prose about a language. Words of that language get their own `lang`, and with it the right fonts and voice. */
export const TaggedText = memo(function TaggedText({ text, language }: { text: string; language: LearningLanguage }) {
  return splitRuns(text, language).map(({ kind, text: piece }, index) =>
    kind === "plain" ? (
      piece
    ) : (
      <span key={index} lang={language}>
        {piece}
      </span>
    ),
  );
});
