import type { ElementContent } from "hast";
import { useMemo } from "react";
import type { Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { drawReading } from "#shared/reading-forms.ts";
import { useSettings } from "#web/api/settings.ts";
import { drawPieces } from "./draw-pieces.tsx";
import { fitReadings } from "./fit-readings.ts";
import { readingSize, readingSpace } from "./reading-size.ts";
import { toPieces } from "./to-pieces.ts";
import { useSameReadings } from "./use-same-readings.ts";
import { statusAt, useWordStatuses } from "./use-word-statuses.ts";
import type { ShownWords } from "./use-words.ts";

type Props = ShownWords & {
  text: string;
  language: LearningLanguage;
  nodes: readonly ElementContent[] | undefined;
  hidesBrackets: boolean;
};

/** The letters of a text with its words, by the learner's settings. */
export function DrawnWords({ text, language, words, divided, nodes, hidesBrackets }: Props) {
  const settings = useSettings();
  const drawn = useSameReadings(words);
  const statuses = useWordStatuses(drawn, language);
  const pieces = useMemo(() => {
    const read = (word: Word, index: number) =>
      drawReading(word, language, settings, { before: drawn[index - 1], status: statusAt(statuses, index) });
    const all = toPieces(text, drawn, { read, bracketed: languages[language].bracketedReading });
    return fitReadings(text, all, { reading: readingSize(language), space: readingSpace(language, settings) });
  }, [text, drawn, language, settings, statuses]);
  return drawPieces({ text, pieces, divided, statuses, nodes, heard: settings.heard, hidesBrackets });
}
