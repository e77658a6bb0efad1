import type { Block } from "#shared/answer.ts";
import type { Card } from "#shared/card.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import { readKey } from "./format.ts";
import { maxCardText, maxLine } from "./limits.ts";
import { isTableSyntax, parseRow, type Row } from "./parse-row.ts";
import { appendRow, moveWords, placeRow } from "./place-words.ts";

export type FixBlock = Extract<Block, { type: "fix" }>;

/** Reads one more line of a card. An unreadable line continues the previous field or becomes `leftover`. */
export function readCardLine(card: Card, line: string): Card {
  const { key, value } = readKey(line) ?? {};
  const isPlain = line.length > maxLine || isFull(card);
  if (key === "text" && (!card.text || !isPlain)) return cutText(withText(card, value ?? "", line));
  // an empty field becomes a line break: it is open, and its lines follow
  if (key === "translation" && !card.translation) return { ...card, translation: value || "\n" };
  if (key === "notes" && !card.notes) return { ...card, notes: value || "\n" };
  if (isPlain) return withContinuation(card, line);
  if (isTableSyntax(line)) return card;
  const row = parseRow(line);
  return (row && withRow(card, row)) ?? withContinuation(card, line);
}

/** Reads one more line of a correction. */
export function readFixLine(fix: FixBlock, line: string): FixBlock {
  const { key, value } = readKey(line) ?? {};
  if ((key === "original" || key === "corrected" || key === "reason") && !fix[key]) {
    return { ...fix, [key]: value || "\n" };
  }
  const field = (["reason", "corrected", "original"] as const).find((name) => fix[name]);
  if (field) return { ...fix, [field]: joinLine(fix[field], line) };
  return { ...fix, leftover: joinLine(fix.leftover, line.trim()) };
}

export const joinLine = (text: string, line: string) => (text ? `${text}\n${line}` : line);

function withText(card: Card, text: string, line: string): Card {
  if (card.text && card.text !== text) return (card.builtFromRows && moveWords(card, text)) || leave(card, line);
  return { ...card, text, ...(card.builtFromRows && { builtFromRows: false }) };
}

function withRow(card: Card, row: Row): Card | null {
  if (card.text && !card.builtFromRows) return placeRow(card, row);
  return card.text || isWrittenIn(row.surface, card.language) ? appendRow(card, row) : null;
}

function withContinuation(card: Card, line: string): Card {
  if (card.notes) return { ...card, notes: joinLine(card.notes, line) };
  if (!line.trim()) return card;
  if (card.words.some((word) => word.from === "model")) return leave(card, line);
  if (card.translation) return { ...card, translation: joinLine(card.translation, line.trim()) };
  const isTooLong = card.text !== "" && card.text.length + line.length >= maxCardText;
  if (isTooLong || !isWrittenIn(line, card.language)) return leave(card, line);
  return cutText({ ...card, text: joinLine(card.text, line.trim()) });
}

/** Moves the end of a text that is too long to `leftover`, without splitting a letter. */
export function cutText(card: Card): Card {
  if (card.text.length <= maxCardText) return card;
  const isInLetter = /[\uD800-\uDBFF]/.test(card.text.charAt(maxCardText - 1));
  const length = isInLetter ? maxCardText - 1 : maxCardText;
  return leave({ ...card, text: card.text.slice(0, length) }, card.text.slice(length));
}

/** Whether the card has so much other text that no further line is read as a row. */
export const isFull = ({ translation, notes, leftover }: Card) =>
  translation.length + notes.length + leftover.length > maxLine;

const leave = (card: Card, line: string): Card => ({ ...card, leftover: joinLine(card.leftover, line.trim()) });
