import { z } from "zod";
import type { Card } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { emptyCard } from "./attach.ts";
import { parseRow } from "./parse-row.ts";
import { placeRow } from "./place-words.ts";
import { cutText, isFull, joinLine } from "./read-card-line.ts";

const objectSchema = z.record(z.string(), z.unknown());
const names = {
  text: ["text", "sentence", "original"],
  translation: ["translation"],
  words: ["words", "breakdown", "tokens"],
  notes: ["notes", "grammar", "explanation"],
  surface: ["surface", "word", "text", "token"],
  reading: ["reading", "pronunciation", "pinyin", "kana", "furigana"],
  partOfSpeech: ["partOfSpeech", "part_of_speech", "pos", "type"],
  meaning: ["meaning", "translation", "gloss", "definition"],
};

/** `{"text": "猫", "words": [{"surface": "猫", …}]}`, with or without a code fence → a card; null for anything else. */
export function readJsonCard(json: string, language: LearningLanguage): Card | null {
  const object = parseObject(json.replace(/^\s*```\w*\s*\n/, "").replace(/\n[^\S\n]*```\s*$/, ""));
  try {
    return object && toCard(object, language);
  } catch (error) {
    if (error instanceof RangeError) return null; // nested too deeply to be serialised again
    throw error;
  }
}

function toCard(object: Record<string, unknown>, language: LearningLanguage): Card | null {
  const text = take(object, names.text);
  const words = names.words.map((name) => object[name]).find(Array.isArray);
  if (!text || !words) return null;
  let card = cutText({ ...emptyCard(language), text });
  card = { ...card, translation: take(object, names.translation), notes: take(object, names.notes) };
  for (const word of words) card = withWord(card, word);
  for (const [name, value] of Object.entries(object)) {
    if (value !== words) card = leave(card, `${name}: ${toText(value)}`);
  }
  return card;
}

function withWord(card: Card, word: unknown): Card {
  const { data: cells } = objectSchema.safeParse(word);
  if (!cells) return leave(card, toText(word));
  const fields = [names.surface, names.reading, names.partOfSpeech, names.meaning].map((field) => take(cells, field));
  const line = fields.map((field) => field.replace(/[|｜│\s]+/g, " ")).join(" | ");
  const row = parseRow(line);
  const next = (row && !isFull(card) && placeRow(card, row)) || leave(card, line);
  return Object.entries(cells).reduce((rest, [name, value]) => leave(rest, `${name}: ${toText(value)}`), next);
}

/** Removes and returns the first of these fields that is a string. The fields that remain at the end become `leftover`. */
function take(object: Record<string, unknown>, keys: string[]): string {
  for (const key of keys) {
    const value = object[key];
    if (typeof value !== "string") continue;
    delete object[key];
    return value.trim();
  }
  return "";
}

function parseObject(json: string): Record<string, unknown> | null {
  try {
    return objectSchema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

const leave = (card: Card, line: string): Card => ({ ...card, leftover: joinLine(card.leftover, line) });
const toText = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
