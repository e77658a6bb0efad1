import type { Database } from "bun:sqlite";
import { estimateTokens } from "#shared/estimate-tokens.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Settings } from "#shared/settings.ts";
import { listPromptWords, type PromptWord } from "#server/db/conversation-words.ts";
import { wordsInTurn } from "#server/review/words-in-turn.ts";
import { isPlainWord } from "#server/tasks/own-words.ts";

/** More words than a small model can bring in. */
const mostWords = 8;
/** In tokens, by our estimate. A context window of 4,096 tokens has room for them beside the longest instructions, a reply and the last turns. */
const wordBudget = 120;
/** How many words are looked at. Sentences, corrections and words that must not stand in instructions are skipped. */
const looked = 40;

/** The words that a new conversation brings in: those that are due, the longest overdue first, then new ones. */
export function chooseWords(
  db: Database,
  settings: Settings,
  asked: { language: LearningLanguage; zone?: string | undefined; now: number },
): PromptWord[] {
  const chosen: PromptWord[] = [];
  let tokens = 0;
  for (const word of listPromptWords(db, wordsInTurn(db, settings, { ...asked, limit: looked }))) {
    const cost = estimateTokens(`「${word.lemma}」`);
    if (!isPlainWord(word.lemma, asked.language) || tokens + cost > wordBudget) continue;
    tokens += cost;
    if (chosen.push(word) === mostWords) break;
  }
  return chosen;
}
