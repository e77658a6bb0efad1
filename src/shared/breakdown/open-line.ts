import type { Answer, Block } from "#shared/answer.ts";
import type { Card } from "#shared/card.ts";
import { dropWordless, numberingOf } from "./attach.ts";
import { cardKeys, fixKeys, readKey } from "./format.ts";
import { hasBar } from "./parse-row.ts";
import { isEmpty, isOpen, readLine, trimFields } from "./read-line.ts";

/** What the page draws: the blocks, and the unfinished line as far as it can be told what it will be. */
export function withOpenLine(answer: Answer): Block[] {
  const { line } = answer;
  if (answer.outcome !== null) return answer.blocks;
  const known = dropWordless(answer.blocks);
  const last = known.at(-1);
  const isHeld = !line || (isOpen(last) ? isHeldInside(last, line) : isHeldOutside(last, line));
  if (isHeld) return tidyLast(known);
  const blocks = [...answer.blocks];
  readLine(blocks, line, numberingOf(answer));
  return tidyLast(dropWordless(blocks));
}

const keys = [...Object.values(cardKeys), ...Object.values(fixKeys)];

/** `:`, `：：：ca`, a fence or the `{` of an object: shown only when it is clear that it is prose. */
function isHeldOutside(last: Block | undefined, line: string): boolean {
  if (last?.type === "json") return false;
  return line.length < 40 && /^[\s>*#]*([:：]+\s*\/?[a-z]*\s*|`+\s*\w*\s*|\{\s*"?)?$/i.test(line);
}

/** A row is one when its line ends; a line that may still become a row, a key or a marker waits. */
function isHeldInside(last: Extract<Block, { type: "card" | "fix" }>, line: string): boolean {
  const start = line.trim().toLowerCase();
  if (/^[>*#\s]*([:：]{1,}|`)/.test(line)) return true;
  if (readKey(line)) return false;
  if (start.length < 14 && keys.some((key) => key.startsWith(start.replace(/^[\s>*#-]+/, "")))) return true;
  if (last.type === "fix") return false;
  return hasBar(line) || !isContinued(last.card) || last.card.text.includes(start);
}

const isContinued = ({ notes, translation, words }: Card) =>
  notes !== "" || (translation !== "" && words.every((word) => word.from === "analyser"));

/** An open block as it reads now: nothing of an empty one, and no second card while it still repeats the analyser's sentence. */
function tidyLast(blocks: Block[]): Block[] {
  const last = blocks.at(-1);
  if (!isOpen(last)) return blocks;
  const before = blocks.slice(0, -1);
  if (isEmpty(last)) return before;
  if (last.type === "fix") return [...before, { ...last, ...trimFields(last) }];
  const { text, translation, notes, words } = last.card;
  const isRepeating = before.some(
    (block) => block.type === "card" && block.state === "provisional" && block.card.text.startsWith(text),
  );
  if (isRepeating && words.length === 0 && !translation.trim()) return before;
  if (translation.trim() === translation && notes.trimEnd() === notes) return blocks;
  const card = { ...last.card, translation: translation.trim(), notes: notes.trim() };
  return [...before, { ...last, card }];
}
