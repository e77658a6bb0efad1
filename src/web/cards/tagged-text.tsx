import { memo } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { splitLearnerText } from "#shared/learner-text.ts";
import { LongText, needsBlocks, TaggedPieces } from "./long-text.tsx";
import { useExplanationTag } from "./use-explanation-tag.ts";

/** Prose about a language. Words of that language get their own `lang`, and with it the right fonts and voice. */
export const TaggedText = memo(function TaggedText({ text, language }: { text: string; language: LearningLanguage }) {
  const explanation = useExplanationTag();
  if (needsBlocks(text)) return <LongText text={text} language={language} />;
  return <TaggedPieces pieces={splitLearnerText(text, language, explanation)} language={language} />;
});
