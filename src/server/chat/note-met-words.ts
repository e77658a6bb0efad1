import type { GenerationEvent } from "#shared/generation.ts";
import { lemmaOf } from "#shared/words/status-of.ts";
import { addMeetings, listLearning } from "#server/db/conversation-words.ts";
import { logger } from "#server/logger.ts";
import type { ChatDeps, Start } from "./types.ts";

type Events = AsyncGenerator<GenerationEvent>;

/** Passes a reply on. Before its end event it stores which of the words that the learner is learning occur in it: the page asks for them then. */
export async function* noteMetWords(deps: ChatDeps, start: Start, answer: Events): Events {
  let text = start.prior ?? "";
  for await (const event of answer) {
    if (event.type === "text") text += event.text;
    if (event.type === "discard") text = text.slice(0, -event.length);
    if (event.type === "end" && (event.outcome === "complete" || event.outcome === "cut"))
      await note(deps, start, text);
    yield event;
  }
}

async function note({ analyser, generations: { db } }: ChatDeps, { language, generationId }: Start, text: string) {
  try {
    const words = await analyser.analyse(text, language);
    const lemmas = new Set(words.map((word) => lemmaOf(word, language)));
    const met = listLearning(db, language, [...lemmas]).map(({ number }) => number);
    addMeetings(db, generationId, met, Date.now());
  } catch (error) {
    logger.error("cannot look for the learner's words in a reply", { error }); // the reply itself is there
  }
}
