import type { Block } from "#shared/answer.ts";
import type { Card } from "#shared/card.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import { readKey } from "./format.ts";
import { isTableSyntax, parseRow, type Row } from "./parse-row.ts";
import { moveWords, placeRow } from "./place-words.ts";

export type FixBlock = Extract<Block, { type: "fix" }>;

/** One more line of a card. What cannot be read belongs to the field before it, or is left over. */
export function readCardLine(card: Card, line: string): Card {
  const { key, value } = readKey(line) ?? {};
  if (key === "text") return withText(card, value ?? "", line);
  // a line break alone: the field is open, and its lines follow
  if (key === "translation" && !card.translation) return { ...card, translation: value || "\n" };
  if (key === "notes" && !card.notes) return { ...card, notes: value || "\n" };
  if (isTableSyntax(line)) return card;
  const row = parseRow(line);
  return (row && withRow(card, row)) ?? withContinuation(card, line);
}

/** One more line of a correction. */
export function readFixLine(fix: FixBlock, line: string): FixBlock {
  const { key, value } = readKey(line) ?? {};
  if ((key === "original" || key === "corrected" || key === "reason") && !fix[key]) {
    return { ...fix, [key]: value || "\n" };
  }
  const field = (["reason", "corrected", "original"] as const).find((name) => fix[name]);
  if (field) return { ...fix, [field]: joinLine(fix[field], line) };
  return { ...fix, leftover: joinLine(fix.leftover, line.trim()) };
}

/** Rows came first, and the text was put together from them: `日本|…`, `に|…` → 日本に. */
export function isBuiltFromRows(card: Card): boolean {
  const pieces = card.words.filter((word) => word.from === "model").map((word) => word.surface);
  const length = pieces.reduce((sum, piece) => sum + piece.length, pieces.length);
  if (length < card.text.length) return false; // most rows are asked this: told without joining anything
  return pieces.length > 0 && pieces.join("").replace(/\s/g, "") === card.text.replace(/\s/g, "");
}

export const joinLine = (text: string, line: string) => (text ? `${text}\n${line}` : line);

function withText(card: Card, text: string, line: string): Card {
  if (!card.text || card.text === text) return { ...card, text };
  return (isBuiltFromRows(card) && moveWords(card, text)) || leave(card, line);
}

function withRow(card: Card, row: Row): Card | null {
  if (card.text && !isBuiltFromRows(card)) return placeRow(card, row);
  const placed = card.text ? placeRow(card, row) : null;
  if (placed) return placed;
  if (!isWrittenIn(row.surface, card.language) && !card.text) return null;
  const space = card.language === "ko" && card.text ? " " : "";
  return placeRow({ ...card, text: card.text + space + row.surface }, row);
}

function withContinuation(card: Card, line: string): Card {
  if (card.notes) return { ...card, notes: joinLine(card.notes, line) };
  if (!line.trim()) return card;
  if (card.words.some((word) => word.from === "model")) return leave(card, line);
  if (card.translation) return { ...card, translation: joinLine(card.translation, line.trim()) };
  if (isWrittenIn(line, card.language)) return { ...card, text: joinLine(card.text, line.trim()) };
  return leave(card, line);
}

const leave = (card: Card, line: string): Card => ({ ...card, leftover: joinLine(card.leftover, line.trim()) });
