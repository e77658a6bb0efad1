import { type ControlToken, tokenAt, tokenStart } from "./control-tokens.ts";
import { createCodeWatch } from "./code-watch.ts";
import { roleLabelAt, roleLineAt, roleOfTurnAt } from "./role-names.ts";

/** What became certain with a piece. `discards`: the text before it was thought, so the answer begins with `text`. */
export type Reading = { text: string; thinking: string; discards: boolean };

/** Spaces before the first word are held back up to this length, because a token may follow them. */
const longestIndent = 64;
/** How far a code span is followed to see whether it ends. */
const longestSpan = 200;

type State =
  | { is: "text" }
  /** `opener`: `tag` ends with any closing tag; `channel` ends with the next message. */
  | { is: "thought"; opener: "tag" | "channel" }
  /** A token that begins a turn or a channel came, and a name follows. */
  | { is: "role"; after: "turn" | "answer" }
  | { is: "channel" }
  | { is: "over" };

/**
 * Reads a growing answer: removes control tokens, separates thought, and ends where another turn begins. Holds back only what may
 * become a token or the name of a role. The result is the same however the answer is sliced. Create one for each answer.
 *
 * An end of a turn before the first word does not end the answer: it closes the learner's turn. Text in code, `<think>` inside a line, and `<s>` after the first word are what the model wants to say, and are kept.
 */
export function createAnswerReader() {
  let state: State = { is: "text" };
  let held = "";
  let said = "";
  let out: Reading = { text: "", thinking: "", discards: false };
  /** Whether text other than spaces was read. */
  let hasBegun = false;
  /** Something was removed before the first word, so the spaces after it go too. */
  let dropsSpace = false;
  let lastCharacter = "\n";
  /** `<s>` and `<think>` that are part of the text. Their closing tags are text, too. */
  let openStruck = 0;
  let openMentions = 0;
  let hasDiscarded = false;
  let hasThought = false;
  /** A model without a template often closes the learner's turn first: `<|im_end|>猫です。` */
  let hasEnd = false;
  const code = createCodeWatch();

  function read(piece: string): Reading {
    held += piece;
    return advance(false);
  }

  /** Returns what was held back. Nothing follows. */
  const end = (): Reading => advance(true);

  function advance(isLast: boolean): Reading {
    while (held !== "" && state.is !== "over") {
      const before = state;
      const length = step(isLast);
      held = held.slice(length);
      if (length === 0 && state === before) break; // waits for more text
    }
    if (state.is === "over") held = "";
    const read = out;
    out = { text: "", thinking: "", discards: false };
    return read;
  }

  /** Reads the beginning of `held` and returns the length of what was read. 0 without a change of the state: more text is needed. */
  function step(isLast: boolean): number {
    switch (state.is) {
      case "text":
        return hasBegun ? readText(0, isLast) : readStart(isLast);
      case "thought":
        return readThought(state.opener, isLast);
      case "role":
        return readRole(state.after, isLast);
      case "channel":
        return readChannel(isLast);
      case "over":
        return held.length;
    }
  }

  function readStart(isLast: boolean): number {
    const first = held.search(/\S/);
    const indent = first < 0 ? held.length : first;
    if (indent > 0 && dropsSpace) return indent;
    if (indent > 0 && said.length + indent > longestIndent) return say(indent);
    if (first < 0) return isLast ? say(indent) : 0;
    const role = roleLabelAt(held.slice(indent), isLast);
    if (role === "maybe") return 0;
    if (!role) return readText(indent, isLast);
    dropsSpace = true;
    return indent + role.length;
  }

  /** `indent`: spaces at the beginning of `held` that belong to the text only if no token follows. */
  function readText(indent: number, isLast: boolean): number {
    if (hasBegun && lastCharacter === "\n" && !code.isInFence()) {
      const role = roleLineAt(held, isLast);
      if (role === "maybe") return 0;
      if (role) return role.role === "assistant" || role.role === "model" ? role.length : finish();
    }
    const next = held.slice(indent).search(/[<[◁\n]/);
    if (next > 0) return say(indent + next);
    if (next < 0) return say(held.length);
    if (held[indent] === "\n") return say(indent + 1);
    const token = tokenAt(held.slice(indent));
    if (token === "maybe" && !isLast) return 0;
    if (token === "maybe" || token === null) return say(indent + 1);
    const length = indent + token.token.length;
    const isText = isPartOfText(token, held.slice(length), isLast);
    if (isText === "maybe") return 0;
    return isText ? sayToken(token, length) : act(token, length);
  }

  /** Whether the model writes about this token, instead of ending its turn with it. */
  function isPartOfText({ token, kind }: ControlToken, after: string, isLast: boolean): boolean | "maybe" {
    if (code.isInSpan()) {
      const end = after.slice(0, longestSpan + 1).search(/[`\n]/);
      if (end < 0 && after.length > longestSpan) return true;
      if (end < 0 && !isLast) return "maybe";
      return after[end] === "`";
    }
    if (code.isInFence()) {
      if (code.isAboutTokens() || kind !== "end") return true;
      if (token === "</s>" && openStruck > 0) return true;
      // a small model ends its turn without closing the fence
      return after === "" && !isLast ? "maybe" : !/^(\s*$|\r?\n|<)/.test(after);
    }
    if (kind === "struck") return hasBegun;
    if (token === "</s>") return openStruck > 0;
    if (kind === "thought") return hasBegun && !code.isAtLineStart();
    if (kind === "close" && token.startsWith("</") && hasBegun) {
      if (openMentions > 0) return true;
      if (lastCharacter !== " ") return false;
      return after === "" && !isLast ? "maybe" : /^[ .,;:!?)]/.test(after);
    }
    return false;
  }

  function act({ kind }: ControlToken, length: number): number {
    switch (kind) {
      case "end":
        if (hasBegun || hasEnd || hasThought) return finish();
        hasEnd = true;
        break;
      case "other":
        return finish();
      case "turn":
      case "answer":
        if (hasBegun) return finish();
        state = { is: "role", after: kind };
        break;
      case "channel":
        state = { is: "channel" };
        break;
      case "thought":
        state = { is: "thought", opener: "tag" };
        break;
      case "close":
        discard();
        break;
      case "none":
      case "struck":
        break;
    }
    dropsSpace ||= !hasBegun;
    return length;
  }

  function readThought(opener: "tag" | "channel", isLast: boolean): number {
    const next = held.search(tokenStart);
    if (next !== 0) return think(next < 0 ? held.length : next);
    const token = tokenAt(held);
    if (token === "maybe" && !isLast) return 0;
    if (token === "maybe" || token === null) return think(1);
    const { kind } = token;
    const { length } = token.token;
    if (kind === "close" || (opener === "channel" && token.token === "<|end|>")) {
      state = { is: "text" };
      return length;
    }
    if (opener === "channel" && ["turn", "answer", "channel"].includes(kind)) {
      // the message of the channel is over, and this token begins the next one
      state = { is: "text" };
      return 0;
    }
    if (kind === "none") return length;
    if (kind === "struck") openStruck += 1;
    if (token.token === "</s>" && openStruck > 0) {
      openStruck -= 1;
      return think(length);
    }
    if (kind === "channel") {
      state = { is: "channel" };
      return length;
    }
    if (["end", "turn", "other"].includes(kind)) return finish();
    return think(length);
  }

  function readRole(after: "turn" | "answer", isLast: boolean): number {
    const role = roleOfTurnAt(held, isLast);
    if (role === "maybe") return 0;
    if (role.isForeign && after === "turn") return finish();
    state = { is: "text" };
    return role.isForeign ? 0 : role.length;
  }

  function readChannel(isLast: boolean): number {
    const [name = ""] = /^[ \t]{0,3}[a-z_]*/i.exec(held) ?? [];
    if (name.length === held.length && name.length <= 20 && !isLast) return 0;
    if (name.trim().toLowerCase() === "final") {
      discard();
      state = { is: "text" };
    } else state = { is: "thought", opener: "channel" };
    return name.length;
  }

  function say(length: number): number {
    const text = held.slice(0, length);
    out.text += text;
    said += text;
    code.read(text);
    if (text.trim() !== "") hasBegun = true;
    lastCharacter = text.at(-1) ?? lastCharacter;
    return length;
  }

  function sayToken({ token, kind }: ControlToken, length: number): number {
    if (kind === "struck" && !code.isInSpan()) openStruck += 1;
    if (token === "</s>") openStruck = Math.max(0, openStruck - 1);
    if (!code.isInSpan() && !code.isInFence()) {
      if (kind === "thought") openMentions += 1;
      if (kind === "close") openMentions = Math.max(0, openMentions - 1);
    }
    code.readToken();
    return say(length);
  }

  function think(length: number): number {
    out.thinking += held.slice(0, length);
    hasThought = true;
    return length;
  }

  /** What was read as text until now was thought. */
  function discard(): void {
    dropsSpace = true;
    if (!hasBegun || hasDiscarded) return;
    out = { text: "", thinking: out.thinking + said, discards: true };
    said = "";
    hasDiscarded = true;
    hasBegun = false;
    code.reset();
  }

  function finish(): number {
    state = { is: "over" };
    return held.length;
  }

  return { read, end, isOver: () => state.is === "over" };
}
