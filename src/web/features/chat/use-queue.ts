import { useEffect, useRef, useState } from "react";
import type { Outcome } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Verb } from "#shared/verbs.ts";
import { drafts, queueOf } from "./drafts.ts";
import { useDraft } from "./use-draft.ts";
import { readPurpose } from "./queue.ts";

/** After these, a waiting message is sent automatically. After Stop or a failure, the learner decides. */
const goesOn: ReadonlySet<Outcome | null | undefined> = new Set<Outcome>(["complete", "incomplete", "cut"]);

type Queue = {
  conversationId: string;
  messages: readonly Message[];
  /** No answer is running and nothing is being sent. */
  isIdle: boolean;
  otherwise: { verb: Verb; language: LearningLanguage };
  /** Resolves to false if the message was not sent. */
  send: (draftId: string, language: LearningLanguage, verb: Verb) => Promise<boolean>;
};

/** The message that waits for the end of the running answer. Sends it then. */
export function useQueue({ conversationId, messages, isIdle, otherwise, send }: Queue) {
  const id = queueOf(conversationId);
  const isWaiting = useDraft(id, ({ text, images }) => text.trim() !== "" || images.length > 0);
  /** The conversation whose waiting message failed to send: it is not retried automatically. */
  const [refused, setRefused] = useState<string | null>(null);
  const isHeld = isIdle && (!goesOn.has(lastOutcome(messages)) || refused === conversationId);
  const sendNow = async () => {
    const { text, images } = drafts.read(id);
    if (text === "" && images.length === 0) return;
    const { verb, language } = readPurpose(conversationId, otherwise);
    setRefused(conversationId); // set until the result is known, so that the message is not sent twice
    if (await send(id, language, verb)) setRefused(null);
  };
  const latest = useRef(sendNow);
  useEffect(() => {
    latest.current = sendNow;
  });
  const goes = isWaiting && isIdle && !isHeld;
  useEffect(() => {
    if (goes) void latest.current();
  }, [goes]);
  return { isWaiting, isHeld, sendNow };
}

/** How the newest answer of the conversation ended. */
function lastOutcome(messages: readonly Message[]): Outcome | null | undefined {
  const last = messages.findLast(({ role }) => role === "tutor");
  return last?.lastAttempt?.outcome ?? last?.answer?.outcome;
}
