import type { Database } from "bun:sqlite";
import type { Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { RubyPiece } from "#shared/languages/ruby.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { shownReading } from "#shared/shown-reading.ts";
import { createSettleSteps } from "#server/answers/settle-words.ts";
import type { Lookup } from "#server/dictionaries/lookup.ts";
import type { Analyser } from "#server/languages/types.ts";
import { logger } from "#server/logger.ts";
import { atOnce } from "#server/slices.ts";

export type RubyDeps = { db: Database; analyser: Analyser; lookup: Lookup };
export type Span = { start: number; end: number };

/** The pieces of a sentence before, in and after a span, with the readings that are sure. Null if the engine cannot be asked. */
export async function toSentenceRuby(
  { db, analyser, lookup }: RubyDeps,
  { sentence, language, span }: { sentence: string; language: LearningLanguage; span: Span },
): Promise<{ before: RubyPiece[]; word: RubyPiece[]; after: RubyPiece[] } | null> {
  let words: readonly Word[];
  try {
    words = await analyser.analyse(sentence, language);
  } catch (error) {
    logger.error("analyser failed", { error });
    return null;
  }
  const settled = atOnce(createSettleSteps(db, lookup)(language, sentence, [...words]));
  const parts = { before: [] as RubyPiece[], word: [] as RubyPiece[], after: [] as RubyPiece[] };
  let at = 0;
  const plain = (end: number) => {
    // a text between words can reach over the ends of the span
    for (const edge of [span.start, span.end, end].filter((each) => each > at && each <= end)) {
      partAt(at).push({ base: sentence.slice(at, edge), ruby: "" });
      at = edge;
    }
  };
  const partAt = (place: number) => (place < span.start ? parts.before : place < span.end ? parts.word : parts.after);
  for (const word of settled) {
    plain(word.start);
    const { reading, mark } = shownReading(word, language);
    const isWhole =
      word.start >= span.end || word.end <= span.start || (word.start >= span.start && word.end <= span.end);
    if (reading === "" || mark !== "none" || !isWhole) plain(word.end);
    else partAt(word.start).push(...languages[language].toRuby(word.surface, reading));
    at = word.end;
  }
  plain(sentence.length);
  return parts;
}
