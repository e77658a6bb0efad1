import type { Block } from "#shared/answer.ts";
import { absorbProvisional, type CardBlock, emptyCard, nextCardId, type Numbering } from "./attach.ts";
import { isBareFence, readMarker } from "./format.ts";
import { addProse, endProse, takeFence } from "./prose.ts";
import { type FixBlock, readCardLine, readFixLine } from "./read-card-line.ts";
import { readJsonCard } from "./read-json-card.ts";

/** Reads one whole line. This and the functions below change the array `blocks`, but not the blocks in it. */
export function readLine(blocks: Block[], line: string, numbering: Numbering): void {
  const marker = readMarker(line);
  if (marker?.opens) return openBlock(blocks, marker.opens, line, marker.rest, numbering);
  const last = blocks.at(-1);
  if (last?.type === "json") return readJsonLine(blocks, line, numbering);
  if (marker && isMarked(last)) {
    closeLast(blocks, numbering);
    return addProse(blocks, marker.rest);
  }
  if (isMarked(last) && (last.state === "open" || last.fenced) && isBareFence(line)) {
    return readFence(blocks, last, numbering);
  }
  if (isOpen(last)) return readInside(blocks, last, line);
  if (/^\s*\{\s*("|$)/.test(line) || /^\s*```json\s*$/i.test(line)) {
    blocks.push({ type: "json", text: "" });
    return readJsonLine(blocks, line, numbering);
  }
  addProse(blocks, line);
}

/** Closes the open block: trims it, removes it if it is empty, and turns an object into a card or text. */
export function closeLast(blocks: Block[], numbering: Numbering) {
  const last = blocks.at(-1);
  if (last?.type === "json") return closeJson(blocks, last.text, numbering);
  if (!isOpen(last)) return;
  if (isEmpty(last)) {
    blocks.pop();
  } else if (last.type === "fix") {
    blocks[blocks.length - 1] = { ...last, ...trimFields(last), state: "closed" };
  } else {
    const { translation, notes, leftover } = last.card;
    const fields = { translation: translation.trim(), notes: notes.trim(), leftover: leftover.trim() };
    blocks[blocks.length - 1] = { ...last, card: { ...last.card, ...fields }, state: "closed" };
  }
}

export function isEmpty(block: CardBlock | FixBlock): boolean {
  const isBlank = (field: string) => field.trim() === "";
  if (block.type === "fix") return [block.original, block.corrected, block.reason, block.leftover].every(isBlank);
  const { text, translation, notes, leftover, words } = block.card;
  return words.length === 0 && [text, translation, notes, leftover].every(isBlank);
}

const isMarked = (block: Block | undefined): block is CardBlock | FixBlock =>
  (block?.type === "card" && block.state !== "provisional") || block?.type === "fix";

export const isOpen = (block: Block | undefined): block is CardBlock | FixBlock =>
  isMarked(block) && block.state === "open";

export function trimFields({ original, corrected, reason, leftover }: FixBlock) {
  const [from, to, why, rest] = [original, corrected, reason, leftover].map((field) => field.trim());
  return { original: from ?? "", corrected: to ?? "", reason: why ?? "", leftover: rest ?? "" };
}

function openBlock(blocks: Block[], type: "card" | "fix", line: string, rest: string, numbering: Numbering) {
  const before = blocks.at(-1);
  const isInRow = isMarked(before) && before.fenced;
  closeLast(blocks, numbering);
  const isFenced = takeFence(blocks) || isInRow || /^\s*```/.test(line);
  endProse(blocks);
  const fenced = isFenced && { fenced: true };
  const opened: Block =
    type === "card"
      ? { type, id: nextCardId(numbering), card: emptyCard(numbering.language), state: "open", ...fenced }
      : { type, original: "", corrected: "", reason: "", leftover: "", state: "open", ...fenced };
  blocks.push(opened);
  if (rest) readInside(blocks, opened, rest);
}

/** Ends the fence around a block, and the block if it is open. In an empty block, the line begins a fence inside the block. */
function readFence(blocks: Block[], last: CardBlock | FixBlock, numbering: Numbering) {
  if (last.state === "open" && isEmpty(last)) return;
  if (last.fenced) blocks[blocks.length - 1] = { ...last, fenced: false };
  closeLast(blocks, numbering);
}

function readInside(blocks: Block[], last: CardBlock | FixBlock, line: string) {
  blocks.pop();
  if (last.type === "fix") {
    blocks.push(readFixLine(last, line));
    return;
  }
  const read = { ...last, card: readCardLine(last.card, line) };
  blocks.push(read.card.text === last.card.text ? read : absorbProvisional(blocks, read));
}

/** A longer object is not parsed but stays text. No card is this long. */
const longestJson = 16_000;

/** Reads one more line of the object in the last block. */
function readJsonLine(blocks: Block[], line: string, numbering: Numbering) {
  const last = blocks.pop();
  const before = last?.type === "json" ? last.text : "";
  const text = before ? `${before}\n${line}` : line;
  blocks.push({ type: "json", text });
  const isFenced = /^\s*```/.test(text);
  const isWhole = isFenced ? before !== "" && isBareFence(line) : (before ? /^\}/ : /\}\s*$/).test(line);
  if (isWhole || text.length > longestJson) closeJson(blocks, text, numbering);
}

function closeJson(blocks: Block[], text: string, numbering: Numbering) {
  blocks.pop();
  const card = text.length > longestJson ? null : readJsonCard(text, numbering.language);
  if (!card) return addProse(blocks, text);
  endProse(blocks);
  blocks.push(absorbProvisional(blocks, { type: "card", id: nextCardId(numbering), card, state: "closed" }));
}
