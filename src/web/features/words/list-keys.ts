import type { KeyboardEvent } from "react";
import type { WordStatus } from "#shared/words/word-values.ts";
import { isComposing } from "#web/ui/is-composing.ts";
import { isTyping } from "#web/ui/is-typing.ts";
import { isShortcut } from "#web/ui/shortcuts.ts";

/** What a key does in the list. */
export type ListAction =
  { move: number } | { to: "first" | "last" } | { status: WordStatus } | "choose" | "choose-all" | "clear" | "delete";

const screen = 8;
const moves: Record<string, ListAction> = {
  ArrowDown: { move: 1 },
  ArrowUp: { move: -1 },
  PageDown: { move: screen },
  PageUp: { move: -screen },
  Home: { to: "first" },
  End: { to: "last" },
  Delete: "delete",
  Escape: "clear",
};
/** The same letters as in the popup of a word. */
const letters = {
  nextSentence: { move: 1 },
  previousSentence: { move: -1 },
  saveWord: { status: "new" },
  markLearning: { status: "learning" },
  markKnown: { status: "known" },
  markIgnored: { status: "ignored" },
} as const satisfies Record<string, ListAction>;

/** The action of a key. `hasLetters`: the learner has not turned off shortcuts of a single key. */
export function actionOf(event: KeyboardEvent, hasLetters: boolean): ListAction | null {
  const { target } = event;
  // a checkbox takes Space itself, and a choice of statuses takes the arrows
  const isField = isTyping(target) && !(target instanceof HTMLInputElement && target.type === "checkbox");
  if (isComposing(event) || isField) return null;
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyA") return "choose-all";
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  const action = moves[event.key];
  if (action) return action;
  if (event.key === " " && !isTyping(target)) return "choose";
  if (!hasLetters) return null;
  const name = (Object.keys(letters) as (keyof typeof letters)[]).find((each) => isShortcut(each, event));
  return name ? letters[name] : null;
}
