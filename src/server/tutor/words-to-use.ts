import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Settings } from "#shared/settings.ts";
import type { Practice } from "#shared/tutor/tutor-values.ts";
import { getSettings } from "#server/db/settings.ts";
import {
  type ConversationIn,
  getConversationWords,
  keepConversationWords,
  listPromptWords,
} from "#server/db/conversation-words.ts";
import { AppError } from "#server/errors.ts";
import { isPlainWord } from "#server/tasks/own-words.ts";
import type { WordsToUse } from "#server/tasks/reply/prompt.ts";
import { chooseWords } from "./choose-words.ts";

/** A conversation that goes on after this time gets the words of that day: no server remembers for so long what it has read. */
const renewedAfterMs = 12 * 60 * 60_000;

type Chat = { conversationId: string | undefined; language: LearningLanguage };

/** The words that a reply brings in. The first reply of a conversation chooses them, and the next ones get the same. */
export function wordsToUse(db: Database, chat: ConversationIn, now: number): WordsToUse {
  const settings = getSettings(db);
  const kept = keptWords(db, settings, chat, now);
  if (kept) return kept;
  const chosen = chooseWords(db, settings, { language: chat.language, now });
  keepConversationWords(db, chat, { ids: chosen.map(({ id }) => id), practice: null, chosenAt: now });
  return toWords(chosen);
}

/** Begins a conversation that practises the words whose turn it is. Throws if there are none. */
export function startPractice(db: Database, chat: ConversationIn, practice: Practice, now: number) {
  const chosen = chooseWords(db, getSettings(db), { language: chat.language, now });
  if (chosen.length === 0) throw new AppError("invalid_request", "practice: no word is due or new");
  keepConversationWords(db, chat, { ids: chosen.map(({ id }) => id), practice, chosenAt: now });
}

/** The words that the next reply would bring in. */
export function wordsOfNextReply(db: Database, chat: Chat, now: number): WordsToUse {
  const settings = getSettings(db);
  return keptWords(db, settings, chat, now) ?? toWords(chooseWords(db, settings, { language: chat.language, now }));
}

const toWords = (chosen: readonly { lemma: string }[]): WordsToUse => ({
  words: chosen.map(({ lemma }) => lemma),
  practice: null,
});

/** The words that were chosen before. None if the learner wants words only in a practice. Null: words must be chosen. */
function keptWords(
  db: Database,
  { bringsWords }: Settings,
  { conversationId, language }: Chat,
  now: number,
): WordsToUse | null {
  const kept = conversationId === undefined ? null : getConversationWords(db, { conversationId, language });
  const practice = kept?.practice ?? null;
  if (practice === null && !bringsWords) return toWords([]);
  if (!kept || (practice === null && now - kept.chosenAt >= renewedAfterMs)) return null;
  const words = listPromptWords(db, kept.ids).map(({ lemma }) => lemma);
  // an imported database can name any words
  return { words: words.filter((word) => isPlainWord(word, language)), practice };
}
