import type { Answer } from "#shared/answer.ts";
import type { Word } from "#shared/card.ts";
import { applyGenerationEvent, emptyAnswer } from "#shared/apply-generation-event.ts";
import { type GenerationEvent, generationEventSchema } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { parseJson } from "#shared/parse-json.ts";
import { listStaleGenerations } from "#server/db/cards.ts";
import { getGeneration, readEvents, replaceLog } from "#server/db/generations.ts";
import type { Generations } from "#server/generations/log.ts";
import { AnalyserHung } from "#server/languages/index.ts";
import type { Analyser } from "#server/languages/types.ts";
import { logger } from "#server/logger.ts";
import { compareReading } from "./compare-reading.ts";

export type Reanalysis = {
  /** Analyses the cards of these ended answers again if an older engine did it. Resolves to whether anything changed; never rejects. */
  refresh(generationIds: readonly string[]): Promise<boolean>;
};

/** One answer at a time, so that a long conversation does not delay the learner's next sentence. */
export function createReanalysis(
  { db }: Pick<Generations, "db">,
  analyser: Analyser,
  closing: AbortSignal,
): Reanalysis {
  let last: Promise<unknown> = Promise.resolve();

  async function refreshAll(ids: readonly string[]): Promise<boolean> {
    let changed = false;
    const stale = closing.aborted ? [] : listStaleGenerations(db, ids, analyser.engine());
    for (const id of stale) {
      try {
        changed = (await refreshOne(id)) || changed;
      } catch (error) {
        if (closing.aborted) break;
        logger.error("card not analysed again", { generation: id, error });
        if (error instanceof AnalyserHung) break; // each of the others would wait just as long
      }
    }
    return changed;
  }

  /** Writes the log again with the words of this engine. What the model said stays, and finds its words by their places. */
  async function refreshOne(id: string): Promise<boolean> {
    const row = getGeneration(db, id);
    if (!row || row.outcome === null) return false;
    const events = (readEvents(row) ?? []).map((event) => generationEventSchema.safeParse(parseJson(event)).data);
    const known = events.filter((event) => event !== undefined);
    const end = known.at(-1);
    if (end?.type !== "end" || known.length < events.length) return false;
    const { language } = fold(known);

    const engine = analyser.engine(); // read before the words: it may change while they are looked up
    const storedEngine = () => (analyser.isIncomplete(language) ? null : engine);
    const hasWords = known.some(({ type }) => type === "words");
    const words = new Map<string, Word[]>();
    const written: GenerationEvent[] = [];
    for (const event of known) {
      if (event.type === "words") continue;
      // the dictionary has answered now
      if (isDictionaryFailed(event) && !analyser.isIncomplete(language)) continue;
      written.push(event.type === "choice" ? judged(event, words, language) : event);
      if (event.type !== "card") continue;
      const found = await analyser.analyse(event.text, language);
      if (hasWords && analyser.isIncomplete(language)) return false; // the new words would be no better than the old ones
      words.set(event.cardId, found);
      written.push({ type: "words", cardId: event.cardId, engine: storedEngine(), words: found });
    }
    closing.throwIfAborted(); // the database may be closed
    replaceLog(db, id, written, row.text ?? "", storedEngine());
    return true;
  }

  return {
    refresh(ids) {
      const result = last.then(() => refreshAll(ids));
      last = result;
      return result;
    },
  };
}

const isDictionaryFailed = (event: GenerationEvent) =>
  event.type === "notice" && event.notice.code === "dictionary_failed";

type Choice = Extract<GenerationEvent, { type: "choice" }>;

/** The choice with the verdict of this engine. */
function judged(choice: Choice, words: ReadonlyMap<string, Word[]>, language: LearningLanguage): Choice {
  const word = words.get(choice.cardId)?.find(({ start, end }) => start === choice.start && end === choice.end);
  return word ? { ...choice, ...compareReading(language, word, choice.reading) } : choice;
}

const fold = (events: readonly GenerationEvent[]): Answer => events.reduce(applyGenerationEvent, emptyAnswer("ja"));
