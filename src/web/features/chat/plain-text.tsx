import type { LearningLanguage } from "#shared/languages/types.ts";
import { splitLearnerText } from "#shared/learner-text.ts";
import { Pressable } from "./pressable.tsx";

export type ProsePieceProps = {
  text: string;
  language: LearningLanguage;
  /** The language of the explanations around it. */
  about?: string;
  opened: string | null;
  onPress: (sentence: string) => void;
};

/** Prose without Markdown, sentence by sentence. */
export const PlainText = ({ text, language, about, opened, onPress }: ProsePieceProps) => (
  <p>
    {splitLearnerText(text, language, about).map(({ kind, text: piece }, index) =>
      kind === "sentence" ? (
        <Pressable key={index} language={language} isOpen={opened === piece} onPress={() => onPress(piece)}>
          {piece}
        </Pressable>
      ) : kind === "run" ? (
        <span key={index} lang={language}>
          {piece}
        </span>
      ) : (
        piece
      ),
    )}
  </p>
);
