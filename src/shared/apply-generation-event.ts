import type { Answer, Notice } from "./answer.ts";
import { addJoin, addMeaning, changeCard, choose, openCard } from "./card-changes.ts";
import type { GenerationEvent } from "./generation.ts";
import type { LearningLanguage } from "./languages/types.ts";

export function emptyAnswer(language: LearningLanguage): Answer {
  return {
    generationId: "",
    language,
    task: "reply",
    text: "",
    cards: [],
    correction: null,
    responder: null,
    phase: null,
    phaseSince: 0,
    phaseUntil: null,
    outcome: null,
    error: null,
    usage: null,
    notices: [],
    texts: null,
    thoughtMs: null,
  };
}

/** Notices that do not depend on the model. */
const kept = new Set<Notice["code"]>(["fallback", "better_language", "dictionary_failed"]);

const isSameServer = (one: Answer["responder"], other: Answer["responder"]): boolean =>
  one?.provider === other?.provider && one?.host === other?.host;

/** The fold. The page and the server both use it. The answer does not depend on how the text was split into events. */
export function applyGenerationEvent(answer: Answer, event: GenerationEvent): Answer {
  switch (event.type) {
    case "started":
      return {
        ...emptyAnswer(event.language),
        generationId: event.generationId,
        task: event.task,
        responder: event.responder,
        phase: "waiting",
        phaseSince: event.at,
      };
    case "responder":
      return {
        ...answer,
        responder: event.responder,
        // a fallback gets a request of its own, so the notices about the earlier one no longer apply
        notices: isSameServer(answer.responder, event.responder)
          ? answer.notices
          : answer.notices.filter(({ code }) => kept.has(code)),
      };
    case "notice":
      return { ...answer, notices: [...answer.notices.filter(({ code }) => code !== event.notice.code), event.notice] };
    case "texts":
      return { ...answer, texts: event.texts };
    case "card":
      return { ...answer, cards: openCard(answer.cards, answer.language, event) };
    case "words":
      return changeCard(answer, event.cardId, (card) => ({ ...card, words: event.words }));
    case "translation":
      return changeCard(answer, event.cardId, (card) => ({ ...card, translation: event.text }));
    case "meaning":
      return changeCard(answer, event.cardId, (card) => addMeaning(card, event));
    case "join":
      return changeCard(answer, event.cardId, (card) => addJoin(card, event));
    case "choice":
      return changeCard(answer, event.cardId, (card) => choose(card, event));
    case "note":
      return changeCard(answer, event.cardId, (card) => ({ ...card, note: event.text }));
    case "closed":
      return {
        ...answer,
        cards: answer.cards.map((each) => (each.id === event.cardId ? { ...each, state: "closed" } : each)),
      };
    case "correction":
      return { ...answer, correction: { original: event.original, corrected: event.corrected } };
    case "phase":
      return { ...answer, phase: event.phase, phaseSince: event.at, phaseUntil: event.until ?? null };
    case "text": {
      const phase = answer.phase === null ? null : "writing";
      return { ...answer, phase, phaseUntil: null, text: answer.text + event.text };
    }
    case "discard":
      return { ...answer, text: answer.text.slice(0, -event.length) };
    case "raw":
      return answer;
    case "thought":
      return { ...answer, thoughtMs: (answer.thoughtMs ?? 0) + event.ms };
    case "end": {
      const { outcome, error = null, usage = null } = event;
      return { ...answer, phase: null, phaseUntil: null, outcome, error, usage };
    }
  }
}
