/** Pixels that stay free above what is held at the top. */
const air = 12;

/**
 * Where the thread's last question begins, to be held at the top while its card is filled; the card itself when what
 * stands above it would take half of the view. Null while the answer is prose, which is read at its end.
 */
export function findAnswerTop(box: HTMLElement): number | null {
  const asked = [...box.querySelectorAll<HTMLElement>(".message.learner")].at(-1);
  const answer = [...box.querySelectorAll<HTMLElement>(".message:not(.learner)")].at(-1);
  if (!asked) return null;
  const topOf = (element: Element) =>
    element.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  const isAnswered = answer && asked.compareDocumentPosition(answer) & Node.DOCUMENT_POSITION_FOLLOWING;
  // the analyser's own card steps aside for prose that the model writes instead of a card
  const card =
    isAnswered && (answer.querySelector(".card:not([data-state=provisional])") ?? answer.querySelector(".card"));
  if (!card || (card.matches("[data-state=provisional]") && answer.querySelector(".prose"))) return null;
  const isFar = topOf(card) - topOf(asked) > box.clientHeight / 2;
  return Math.max(0, topOf(isFar ? card : asked) - air);
}
