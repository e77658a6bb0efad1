import type { Block } from "#shared/answer.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { absorbProvisional, type CardBlock, emptyCard } from "./attach.ts";
import { isBareFence, isFence, readMarker } from "./format.ts";
import { type FixBlock, readCardLine, readFixLine } from "./read-card-line.ts";
import { readJsonCard } from "./read-json-card.ts";

/** Where the line stands: `text.slice(start)` begins with it. */
export type Place = { language: LearningLanguage; text: string; start: number };

/** One whole line. `blocks` is the reader's own array and is changed; the blocks in it are not. */
export function readLine(blocks: Block[], line: string, place: Place): Block[] {
  const last = blocks.at(-1);
  const isAfterBlock = (last?.type === "card" || last?.type === "fix") && last.state === "closed";
  const marker = readMarker(line);
  if (last?.type === "json") {
    if (marker?.opens) return readLine(closeLast(blocks, place.language), line, place);
    return readJsonLine(blocks, last.text, line, place.language);
  }
  if (marker?.opens) return openBlock(closeLast(blocks, place.language), marker.opens, marker.rest, place);
  if (isOpen(last)) {
    if (marker) return addProse(closeLast(blocks, place.language), marker.rest);
    if (isBareFence(line)) return isEmpty(last) ? blocks : closeLast(blocks, place.language);
    return readInside(blocks, last, line);
  }
  if (marker && isAfterBlock) return addProse(blocks, marker.rest);
  if (isAfterBlock && isBareFence(line) && isInFence(place.text, place.start)) return blocks;
  if (/^\s*\{\s*("|$)/.test(line) || /^\s*```json\s*$/i.test(line)) {
    return readJsonLine([...blocks, { type: "json", text: "" }], "", line, place.language);
  }
  return addProse(blocks, line);
}

/** The block that is still being written, closed: spaces at its ends go, an empty one goes, an object becomes a card or text. */
export function closeLast(blocks: Block[], language: LearningLanguage): Block[] {
  const last = blocks.at(-1);
  const before = () => blocks.slice(0, -1);
  if (last?.type === "json") return closeJson(before(), last.text, language);
  if (!isOpen(last)) return blocks;
  if (isEmpty(last)) return before();
  if (last.type === "fix") return [...before(), { ...last, ...trimFields(last), state: "closed" }];
  const { translation, notes, leftover } = last.card;
  const fields = { translation: translation.trim(), notes: notes.trim(), leftover: leftover.trim() };
  return [...before(), { ...last, card: { ...last.card, ...fields }, state: "closed" }];
}

export function isEmpty(block: CardBlock | FixBlock): boolean {
  if (block.type === "fix") return !(block.original + block.corrected + block.reason + block.leftover).trim();
  const { text, translation, notes, leftover, words } = block.card;
  return words.length === 0 && !(text + translation + notes + leftover).trim();
}

export const isOpen = (block: Block | undefined): block is CardBlock | FixBlock =>
  (block?.type === "card" || block?.type === "fix") && block.state === "open";

export function trimFields({ original, corrected, reason, leftover }: FixBlock) {
  const [from, to, why, rest] = [original, corrected, reason, leftover].map((field) => field.trim());
  return { original: from ?? "", corrected: to ?? "", reason: why ?? "", leftover: rest ?? "" };
}

function openBlock(blocks: Block[], type: "card" | "fix", rest: string, { language }: Place): Block[] {
  const opened: Block =
    type === "card"
      ? { type, card: emptyCard(language), state: "open" }
      : { type, original: "", corrected: "", reason: "", leftover: "", state: "open" };
  const next = [...endProse(blocks, true), opened];
  return rest ? readInside(next, opened, rest) : next;
}

function readInside(blocks: Block[], last: CardBlock | FixBlock, line: string): Block[] {
  if (last.type === "fix") {
    blocks[blocks.length - 1] = readFixLine(last, line);
    return blocks;
  }
  const opened = { ...last, card: readCardLine(last.card, line) };
  if (opened.card.text !== last.card.text) return putCard(blocks.slice(0, -1), opened);
  blocks[blocks.length - 1] = opened;
  return blocks;
}

function putCard(before: Block[], card: CardBlock): Block[] {
  const { blocks, opened } = absorbProvisional(before, card);
  return [...blocks, opened];
}

/** Longer than any card; an object that is none must not be parsed again with each of its lines. */
const longestJson = 16_000;

function readJsonLine(blocks: Block[], before: string, line: string, language: LearningLanguage): Block[] {
  const text = before ? `${before}\n${line}` : line;
  const isFenced = /^\s*```/.test(text);
  const isWhole = isFenced ? before !== "" && isBareFence(line) : (before ? /^\}/ : /\}\s*$/).test(line);
  const rest = blocks.slice(0, -1);
  if (isWhole || text.length > longestJson) return closeJson(rest, text, language);
  return [...rest, { type: "json", text }];
}

function closeJson(before: Block[], text: string, language: LearningLanguage): Block[] {
  const card = readJsonCard(text, language);
  return card ? putCard(endProse(before, false), { type: "card", card, state: "closed" }) : addProse(before, text);
}

function addProse(blocks: Block[], line: string): Block[] {
  const last = blocks.at(-1);
  if (last?.type === "text") {
    blocks[blocks.length - 1] = { type: "text", text: `${last.text}${line}\n` };
  } else if (line.trim()) {
    blocks.push({ type: "text", text: `${line}\n` });
  }
  return blocks;
}

/** Prose before a block ends with its last word, and not with the code fence that a model puts around a block. */
export function endProse(blocks: Block[], beforeMarker: boolean): Block[] {
  const last = blocks.at(-1);
  if (last?.type !== "text") return blocks;
  let text = last.text.trimEnd();
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  const fences = beforeMarker && isFence(lastLine) ? (text.match(/^\s*```/gm)?.length ?? 0) : 0;
  if (fences % 2 === 1) text = text.slice(0, text.length - lastLine.length).trimEnd();
  return text ? [...blocks.slice(0, -1), { type: "text", text }] : blocks.slice(0, -1);
}

/** Was the last block, or the row of blocks that it ends, opened in a code fence? Then a fence line after it is that fence's end. */
function isInFence(text: string, end: number): boolean {
  let isOpener = false;
  for (const line of linesUp(text, end)) {
    const marker = readMarker(line);
    if (isOpener && isFence(line)) return true;
    if (isOpener && line.trim() && !marker) return false;
    if (marker?.opens && /^\s*```/.test(line)) return true;
    isOpener = marker ? marker.opens !== null : isOpener;
  }
  return false;
}

/** The lines before a place, the last first: only as many are cut as are asked for. */
function* linesUp(text: string, end: number): Generator<string> {
  for (let to = end - 1; to >= 0;) {
    const from = to > 0 ? text.lastIndexOf("\n", to - 1) + 1 : 0;
    yield text.slice(from, to);
    to = from - 1;
  }
}
