import { screen, waitFor } from "@testing-library/react";
import { expect } from "bun:test";
import { useState } from "react";
import type { Answer, Outcome, Task } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import type { ApiError } from "#shared/errors.ts";
import { applyGenerationEvent, emptyAnswer } from "#shared/apply-generation-event.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { Responder } from "#shared/responder.ts";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import { ChatView } from "#web/features/chat/chat-view.tsx";
import { drafts, newDraft } from "#web/features/chat/drafts.ts";
import { Start } from "#web/features/start/start.tsx";
import { Toaster } from "#web/ui/toast.tsx";
import "#web/features/chat/thread.tsx"; // a browser has loaded it before somebody can send a message
import { buildConversation, buildWord } from "./builders.ts";
import { openPageApp } from "./page-app.ts";
import { renderPage } from "./render-page.tsx";
import { scriptEvents } from "./scripted-events.ts";

export const responder: Responder = {
  provider: "ollama",
  model: "gemma3:12b",
  host: "127.0.0.1:11434",
  goesTo: "computer",
};
export const begun = (task: Task, generationId = "g"): GenerationEvent => ({
  type: "started",
  generationId,
  language: "ja",
  task,
  responder,
  at: Date.now(),
});
export const started = begun("reply");
export const text = (words: string): GenerationEvent => ({ type: "text", text: words });
export const ended = (outcome: Outcome, error?: ApiError): GenerationEvent => ({
  type: "end",
  outcome,
  ...(error && { error }),
});
/** The learner's own sentence, which begins with 昨日, and its words from the analyser. */
export const ownCard = (sentence: string): GenerationEvent[] => {
  const word = buildWord("昨日", { reading: "きのう" });
  return [
    { type: "card", cardId: "g#0", text: sentence, at: 0, isAsked: false },
    { type: "words", cardId: "g#0", engine: "1", words: [word] },
  ];
};
export const fold = (...events: GenerationEvent[]): Answer => events.reduce(applyGenerationEvent, emptyAnswer("ja"));

export const learner = (words: string): Message => ({
  id: `said ${words}`,
  role: "learner",
  position: 0,
  text: words,
  versions: [],
  images: [],
  language: "ja",
  createdAt: 0,
  answer: null,
  generation: null,
  generations: [],
  completing: [],
  lastAttempt: null,
});
export const tutor = (answer: Answer, seq = 1): Message => ({
  ...learner(""),
  id: "reply",
  role: "tutor",
  text: answer.text,
  answer,
  generation: { id: "g", seq },
  generations: ["g"],
});

type Routes = Record<string, object | ((request: { body: unknown; query: URLSearchParams }) => unknown)>;

/**
 * The real app, except for one chat and its events: the test sends them in orders and at moments that no model could be made to
 * produce.
 */
export async function play(messages: Message[] = [], more: Routes = {}, start: Parameters<typeof openPageApp>[0] = {}) {
  for (const id of ["c", newDraft]) drafts.write(id, { text: "", images: [] }); // a test of another file may have typed here
  const conversation = buildConversation("c");
  const kept = { conversation, messages };
  const seen: string[] = [];
  /** Counts the different states of the messages, like the server. */
  const changes = () => {
    const state = JSON.stringify(kept.messages);
    if (seen.at(-1) !== state) seen.push(state);
    return seen.length;
  };
  const page = () => ({ ...kept, asked: null, earlier: null, later: null, branch: 0, changes: changes(), more: false });
  const isLive = () => kept.messages.at(-1)?.answer?.outcome === null;
  const routes: Routes = {
    "GET /api/conversations/c": () => ({ ...page(), conversation: { ...conversation, live: isLive() ? "g" : null } }),
    "POST /api/chat": ({ body }: { body: unknown }) => {
      kept.messages = [...kept.messages, learner((body as { text: string }).text), tutor(emptyAnswer("ja"), 0)];
      return { generationId: "g", conversationId: "c", messageId: kept.messages.at(-2)?.id };
    },
    "GET /api/generations/g": () => {
      const { answer, generation } = kept.messages.at(-1)!;
      return { id: "g", seq: generation?.seq, answer };
    },
    ...more,
  };
  const server = await openPageApp(start);
  const events = scriptEvents();
  const script = (changes: Routes) => {
    Object.assign(routes, changes);
    for (const route of Object.keys(changes))
      server.faults[route] = async (request) => {
        const answer = routes[route]!;
        const said: unknown = await (typeof answer === "function" ? answer(request) : answer);
        return said instanceof Response ? said : Response.json(said);
      };
  };
  script({ ...routes });
  /** The page shows the running answer and follows it. */
  const isFollowed = () =>
    waitFor(() => expect(server.requests.map(({ route }) => route)).toContain("GET /api/generations/g"));
  const dispose = async () => {
    events[Symbol.dispose]();
    await server[Symbol.asyncDispose]();
  };
  return { server, kept, routes, script, ...events, isFollowed, [Symbol.asyncDispose]: dispose };
}

function Page({ first }: { first: string | null }) {
  const [id, setId] = useState(first);
  return (
    <>
      <ChatView conversationId={id} onStarted={setId} Start={Start} />
      <Toaster dismissLabel="Dismiss" />
    </>
  );
}
export const openChat = (id: string | null = "c", language: InterfaceLanguage = "en") =>
  renderPage(<Page first={id} />, { language });
export const field = () => screen.getByLabelText<HTMLTextAreaElement>("Your message");
export const log = () => screen.getByRole("log", { name: "Chat" });
export const status = () => screen.getByRole("status").textContent;
export const reply = () => document.querySelector("[data-role=tutor]")?.textContent ?? "";
