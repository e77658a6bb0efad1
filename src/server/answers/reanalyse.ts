import type { Answer } from "#shared/answer.ts";
import type { CardBlock } from "#shared/breakdown/attach.ts";
import { unreadWords } from "#shared/breakdown/watch-cards.ts";
import { applyGenerationEvent, emptyAnswer, type GenerationEvent, generationEventSchema } from "#shared/generation.ts";
import { parseJson } from "#shared/parse-json.ts";
import { listStaleGenerations } from "#server/db/cards.ts";
import { getGeneration, listEvents, replaceLog } from "#server/db/generations.ts";
import { getAnswer } from "#server/db/stored-answer.ts";
import type { Generations } from "#server/generations/log.ts";
import type { Analyser } from "#server/languages/types.ts";
import { logger } from "#server/logger.ts";
import { longestCard } from "./check-cards.ts";

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
      }
    }
    return changed;
  }

  /** Writes the log again with the words and verdicts of this engine. What the model wrote stays, and the cards are read from it as before. */
  async function refreshOne(id: string): Promise<boolean> {
    const row = getGeneration(db, id);
    const stored = row && getAnswer(db, row);
    if (!stored) return false;
    const events = listEvents(db, id, 0, -1).map(({ event }) => generationEventSchema.safeParse(parseJson(event)).data);
    const end = events.at(-1);
    if (end?.type !== "end" || events.includes(undefined)) return false;

    const engine = analyser.engine();
    const texts = new Map(cardsOf(stored).map((card) => [card.id, card.card.text]));
    const written: GenerationEvent[] = events
      .slice(0, -1)
      .filter((event) => event !== undefined)
      .filter(({ type }) => type !== "verdict" && type !== "analysis" && type !== "written");
    const analyses: GenerationEvent[] = [];
    for (const [cardId, text] of texts) {
      if (text === "" || text.length > longestCard) continue;
      const words = await analyser.analyse(text, stored.language);
      analyses.push({ type: "analysis", cardId, engine, words });
    }
    written.push({ type: "written" });
    const read = fold([...written, ...analyses]);
    const verdicts: GenerationEvent[] = [];
    for (const { id: cardId, card } of cardsOf(read)) {
      for (const { start, end: to, claim = "" } of unreadWords(card)) {
        const check = await analyser.check(card.text, card.language, { start, end: to, reading: claim });
        verdicts.push({ type: "verdict", cardId, start, end: to, claim, ...check });
      }
    }
    closing.throwIfAborted(); // the database may be closed
    const all = [...written, ...analyses, ...verdicts, end];
    replaceLog(db, id, all, { answer: fold(all), engine, now: Date.now() });
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

const fold = (events: readonly GenerationEvent[]): Answer => events.reduce(applyGenerationEvent, emptyAnswer("ja"));
const cardsOf = ({ blocks }: Answer) => blocks.filter((block): block is CardBlock => block.type === "card");
