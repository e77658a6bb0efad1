import { isRecord, parseJson } from "#shared/parse-json.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { type Verb, verbs } from "#shared/verbs.ts";
import { drafts, queueOf } from "./drafts.ts";

/** The verb and the language of the waiting message. Its text and pictures are a draft. */
type Purpose = { verb: Verb; language: LearningLanguage };

const purposeKey = (conversationId: string) => `blossom.queue.${conversationId}`;

/**
 * One message waits in each conversation until the running answer has ended. It belongs to the page as a draft does, because the page shows
 * who will answer when it is sent. It survives a reload, and all windows share it.
 */
export function enqueue(conversationId: string, purpose: Purpose) {
  try {
    localStorage.setItem(purposeKey(conversationId), JSON.stringify(purpose));
  } catch {
    // storage is full: the message gets the verb of Enter
  }
  drafts.enqueue(conversationId);
}

export function readPurpose(conversationId: string, otherwise: Purpose): Purpose {
  const stored = parseJson(localStorage.getItem(purposeKey(conversationId)) ?? "");
  if (!isRecord(stored)) return otherwise;
  const verb = verbs.find((name) => name === stored["verb"]) ?? otherwise.verb;
  return { verb, language: learningLanguages.find((code) => code === stored["language"]) ?? otherwise.language };
}

/** Takes the waiting message out of the queue. */
export function dequeue(conversationId: string) {
  const draft = drafts.take(queueOf(conversationId));
  drafts.accepted(queueOf(conversationId));
  localStorage.removeItem(purposeKey(conversationId));
  return draft;
}

/** Puts the waiting message back into the text field, before any text typed meanwhile. */
export const editQueued = (conversationId: string) => drafts.giveBack(conversationId, dequeue(conversationId));

/** Deletes the waiting message. */
export function forgetQueued(conversationId: string) {
  drafts.forget(queueOf(conversationId));
  localStorage.removeItem(purposeKey(conversationId));
}
