import type { GenerationEvent } from "#shared/generation.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { AnswerDeps } from "#server/answers/answer-deps.ts";
import { explainText } from "#server/answers/explain-text.ts";
import { explainWord, isOneWord } from "#server/answers/explain-word.ts";
import { openCards } from "#server/answers/open-cards.ts";
import { noticeOtherLanguage } from "#server/answers/other-language.ts";
import { longestSentence, type Sentence, splitSentences } from "#server/answers/sentences.ts";
import { getConversation } from "#server/db/conversations.ts";
import { getMessage } from "#server/db/messages.ts";
import { AppError } from "#server/errors.ts";
import { startCard } from "./start-card.ts";

const sentencesOf = (text: string, language: LearningLanguage): Sentence[] => {
  const several = text.length > longestSentence ? splitSentences(text, language) : [];
  return several.length > 0 ? several : [{ text, at: 0 }];
};

export type CardInput = {
  text: string;
  language: LearningLanguage;
  /** The sentences around a sentence, or the parts of the sentence around a word. */
  context: { before: string[]; after: string[] };
  messageId: string | null;
  /** Whether a model is asked, or only the engine. */
  explain: boolean;
  fresh: boolean;
  /** Stores rows together with the card. */
  store?: ((generationId: string) => void) | undefined;
};

/** Starts the card of one sentence, or of one word in its sentence. Returns its generation. */
export function makeCard(deps: AnswerDeps, { messageId, context, explain, ...input }: CardInput): string {
  const { responder } = deps;
  const { text, language } = input;
  const { db } = deps.generations;
  const message = messageId === null ? null : getMessage(db, messageId);
  if (messageId !== null && !(message && getConversation(db, message.conversationId)))
    throw new AppError("not_found", "There is no such message.");
  const appearance = messageId === null ? null : { kind: "message" as const, ref: messageId };
  // the same sentence can mean something else in another place
  const of = [language, text, explain ? context : "words"];
  return startCard(
    deps,
    { ...input, task: "explain", of, appearance },
    async function* (generationId, signal): AsyncGenerator<GenerationEvent> {
      const identity = responder instanceof AppError || !explain ? null : responder.identity;
      const isWord = explain && (await isOneWord(deps.analyser, text, language));
      const task = isWord ? "word" : "explain";
      yield { type: "started", generationId, language, task, responder: identity, at: Date.now() };
      yield* noticeOtherLanguage(text, language, deps.explanationLanguage);
      const card = { generationId, language, sentences: sentencesOf(text, language), ...trimmed(context) };
      // without a model the engine's words are the whole card, which is not a failure
      const isEngineAlone = !explain || (responder instanceof AppError && isWrittenIn(text, language));
      if (!isEngineAlone && isWord) {
        const sentence = sentenceOf(text, context);
        return yield* explainWord(deps, { generationId, language, text, sentence }, signal);
      }
      if (!isEngineAlone) return yield* explainText(deps, card, signal);
      yield* openCards(deps, card, false);
      yield { type: "end", outcome: "complete" };
    },
  );
}

const trimmed = ({ before, after }: CardInput["context"]) => ({
  before: before.map((text) => text.trim()).filter((text) => text !== ""),
  after: after.map((text) => text.trim()).filter((text) => text !== ""),
});

/** The sentence that a word and the parts around it make; undefined without such parts. */
function sentenceOf(word: string, { before, after }: CardInput["context"]) {
  const parts = [...before, word, ...after];
  return parts.length > 1 ? parts.join("").trim() : undefined;
}
