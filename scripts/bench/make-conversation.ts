import { readSentences } from "#test/sentences/sentences.ts";
import type { Started } from "#shared/chat.ts";
import { readEvents } from "#test/read-events.ts";
import { byTask } from "#test/upstream/by-task.ts";
import type { BenchApp } from "./app.ts";

/** The exchanges of one conversation: half of them replies, some explanations, some questions. */
const exchanges = [
  "reply",
  "explain",
  "reply",
  "question",
  "reply",
  "reply",
  "explain",
  "question",
  "reply",
  "explain",
] as const;

/** Ordinary Japanese sentences, one after another without end. */
export function createSentences(): () => string {
  const ordinary = readSentences().filter(({ language, kind }) => language === "ja" && kind === "ordinary");
  let next = 0;
  return () => ordinary[next++ % ordinary.length]!.text;
}

/** A model that answers each task as a good one does. `reply`: instead of its usual replies. */
export const scriptTutor = (sentence: () => string, reply?: () => { pieces: AsyncIterable<string> } | null) =>
  byTask({
    reply: () => reply?.() ?? { text: `${sentence()}${sentence()}${sentence()}` },
    explain: ({ lastText }) => ({ text: explain(lastText) }),
    question: () => ({ text: prose(Array.from({ length: 4 }, sentence)) }),
  });

/** `1 友達 …` → `1 the meaning of it` */
function explain(asked: string): string {
  const numbers = [...asked.matchAll(/^(\d+) /gm)].map(([, number]) => Number(number));
  const last = Math.max(...numbers);
  const words = numbers.map((number) => `${number} ${meanings[number % meanings.length]}`);
  return [
    "0 I met my friend in front of the station before we walked to the sea.",
    ...words,
    `${last + 1} The て-form joins what happens one after another.`,
  ].join("\n");
}
const meanings = [
  "friend",
  "(with)",
  "to meet someone",
  "the sea",
  "(object)",
  "yesterday evening",
  "to walk",
  "(past, polite)",
];

const prose = (examples: readonly string[]): string =>
  `You can say it in several ways, and which one fits depends on whom you talk to.\n\n${examples
    .map(
      (text, index) =>
        `${index + 1}. **${text}**\n   Use this when you know the other person well; it sounds friendly and direct.`,
    )
    .join("\n")}\n\nIn a letter you would choose a more formal form. The particle marks what the sentence is about.`;

/** Sends a message and waits for the end of its answer. */
export async function send(app: BenchApp, body: object): Promise<Started> {
  const started = (await (
    await app.request("POST", "/api/chat", { ...body, key: crypto.randomUUID() })
  ).json()) as Started;
  for await (const { data } of readEvents(await app.request("GET", `/api/generations/${started.generationId}/events`)))
    if (data === "[DONE]") break;
  return started;
}

/** Makes one conversation of ten exchanges as a learner does, and returns its id. */
export async function makeConversation(app: BenchApp, sentence: () => string): Promise<string> {
  let conversationId: string | undefined;
  for (const kind of exchanges) {
    const text =
      kind === "question"
        ? `How do I say this in Japanese, and when is it polite? I heard it at work.`
        : `${sentence()}${sentence()}`;
    const started = await send(app, {
      text,
      task: kind === "explain" ? "explain" : "reply",
      language: "ja",
      conversationId,
    });
    conversationId = started.conversationId ?? undefined;
    await Bun.sleep(300); // the check of the sentence
  }
  return conversationId!;
}
