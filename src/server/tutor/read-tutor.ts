import { toDateText } from "#shared/date-text.ts";
import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { PracticeState, PracticeWord, TutorState } from "#shared/tutor/tutor.ts";
import {
  type ConversationIn,
  getConversationWords,
  listMeetings,
  listPromptWords,
  type PromptWord,
} from "#server/db/conversation-words.ts";
import { countCorrected, countSaved, listMet } from "#server/db/learning-day.ts";
import { getSettings } from "#server/db/settings.ts";
import { getWord } from "#server/db/words.ts";
import { daysOf } from "#server/review/learner.ts";
import { readQueue } from "#server/review/read-queue.ts";
import { chooseWords } from "./choose-words.ts";
import { proposeLevel, type LevelDeps } from "./propose-level.ts";

/** How many of the words that were met today are named. */
const mostNamed = 30;
const dayMs = 86_400_000;

type Asked = { language: LearningLanguage; zone: string | undefined; now: number };

/** What the tutor's page shows of a language. */
export function readTutor({ db, levelWords }: LevelDeps, { language, zone, now }: Asked): TutorState {
  const settings = getSettings(db);
  const { dayOf, startOf } = daysOf(settings, zone);
  const today = dayOf(now);
  const day = { from: startOf(today), to: startOf(today + 1) };
  const met = listMet(db, language, day);
  const { left, done } = readQueue(db, settings, { language, zone, now, ahead: false, more: 0 });
  return {
    words: withDetails(db, chooseWords(db, settings, { language, zone, now })),
    proposedLevel: proposeLevel({ db, levelWords }, language, settings.levels[language]),
    today: {
      day: toDateText(today * dayMs),
      met: met.slice(0, mostNamed),
      metCount: met.length,
      saved: countSaved(db, language, day),
      corrected: countCorrected(db, language, day),
      reviewed: done,
    },
    left: left.fresh + left.learning + left.reviews,
  };
}

/** The words that the learner practises in a conversation, and the replies that have them. */
export function readPractice(db: Database, chat: ConversationIn): PracticeState {
  const kept = getConversationWords(db, chat);
  if (!kept || kept.practice === null) return { practice: null, words: [] };
  const met = Map.groupBy(listMeetings(db, chat.conversationId), ({ wordId }) => wordId);
  const words = withDetails(db, listPromptWords(db, kept.ids));
  return {
    practice: kept.practice,
    words: words.map((word) => ({ ...word, messages: (met.get(word.id) ?? []).map(({ messageId }) => messageId) })),
  };
}

const withDetails = (db: Database, words: readonly PromptWord[]): PracticeWord[] =>
  words.map(({ id, lemma }) => {
    const word = getWord(db, id);
    return { id, lemma, reading: word?.reading ?? "", meaning: word?.meaning ?? word?.dictionaryMeaning ?? null };
  });
