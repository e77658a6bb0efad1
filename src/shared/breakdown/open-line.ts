import type { Answer, Block } from "#shared/answer.ts";
import type { Card } from "#shared/card.ts";
import { dropWordless, numberingOf } from "./attach.ts";
import { cardKeys, fixKeys, readKey } from "./format.ts";
import { hasBar } from "./parse-row.ts";
import { isEmpty, isOpen, readLine, trimFields } from "./read-line.ts";

/** The blocks that the page draws, including the unfinished line if its kind is already clear. */
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

/** Holds back `:`, `：：：ca`, a fence or the `{` of an object until it is clear whether it is prose. */
function isHeldOutside(last: Block | undefined, line: string): boolean {
  if (last?.type === "json") return false;
  return line.length < 40 && /^[\s>*#]*([:：]+\s*\/?[a-z]*\s*|`+\s*\w*\s*|\{\s*"?)?$/i.test(line);
}

/** Holds back a line that may still become a row, a key or a marker. A row is complete only at the end of its line. */
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

/** Trims the open block. Drops it while it is empty or only repeats the sentence of the analyser's card. */
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
