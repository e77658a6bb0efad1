import { z } from "zod";
import { parseJson } from "#shared/parse-json.ts";
import type { Folding } from "./fold.ts";
import { gramsOf } from "./grams.ts";
import { toReadingForm, withoutTones } from "./reading-form.ts";

const readingSchema = z.tuple([z.number(), z.number()]).rest(z.string());

const documentSchema = z.object({
  /** The text that the page shows: a title, or the learner's words, a reply, or the sentences of a picture. */
  text: z.string(),
  /** For each word that has a reading: its span in `text`, the reading, and the other readings that fit. */
  readings: z.array(readingSchema),
  /** The content of cards: translations, words with their meanings, notes. */
  meanings: z.array(z.string()),
});

/** The searchable content of a message or title. It is stored as it was indexed, because removing it from the index needs the same words again. */
export type SearchDocument = z.infer<typeof documentSchema>;
export type WordReading = z.infer<typeof readingSchema>;

/** How much text there is to read, in UTF-16 units. */
export const lengthOf = ({ text, meanings }: SearchDocument): number =>
  meanings.reduce((sum, meaning) => sum + meaning.length, text.length);

export const writeDocument = ({ text, readings, meanings }: SearchDocument): string =>
  JSON.stringify([text, readings, meanings]);

export function readDocument(stored: string): SearchDocument | null {
  const values = z.array(z.unknown()).safeParse(parseJson(stored)).data ?? [];
  const [text, readings, meanings] = values;
  return documentSchema.safeParse({ text, readings, meanings }).data ?? null;
}

/** A text in its readings, so that a search also finds a reading that crosses words. `from[i]`: where unit `i` comes from, and which letter of the reading it belongs to. */
export type ReadText = { form: string; from: { start: number; end: number; letter: number }[] };

/** The text with the readings that the page shows; then each other reading alone. Empty if no word has a reading. */
export function readTexts({ text, readings }: SearchDocument, folding: Folding): ReadText[] {
  if (readings.length === 0) return [];
  const texts: ReadText[] = [{ form: "", from: [] }];
  let letter = 0;
  const add = (to: ReadText | undefined, said: string, start: number, end: number) => {
    for (const each of said) {
      const form = toReadingForm(each, folding);
      if (to) to.form += form;
      for (let unit = 0; unit < form.length; unit++) to?.from.push({ start, end, letter });
      letter++;
    }
  };
  const addText = (from: number, to: number) => {
    for (let at = from; at < to;) {
      const own = String.fromCodePoint(text.codePointAt(at) ?? 0);
      add(texts[0], own, at, (at += own.length));
    }
  };
  let at = 0;
  for (const [start, end, shown = "", ...others] of readings) {
    addText(at, start);
    add(texts[0], shown, start, end);
    at = end;
    for (const other of others) {
      texts.push({ form: "", from: [] });
      add(texts.at(-1), other, start, end);
    }
  }
  addText(at, text.length);
  return texts;
}

/** The text with the readings that the page shows, and each other reading: what `readTexts` gives places to, which the index does not need. */
function readingsIn({ text, readings }: SearchDocument): string[] {
  if (readings.length === 0) return [];
  const others: string[] = [];
  let shown = "";
  let at = 0;
  for (const [start, end, own = "", ...more] of readings) {
    shown += text.slice(at, start) + own;
    others.push(...more);
    at = end;
  }
  return [shown + text.slice(at), ...others];
}

/** The pieces by which the index finds a document, as words for the index. */
export function tokensOf(document: SearchDocument, folding: Folding): string {
  const grams = new Set<number>();
  for (const text of [document.text, ...document.meanings]) gramsOf(folding.toForm(text), grams);
  for (const reading of readingsIn(document)) gramsOf(withoutTones(toReadingForm(reading, folding)), grams);
  return [...grams].map(toToken).join(" ");
}

export const toToken = (gram: number): string => gram.toString(36);
