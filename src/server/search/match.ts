import { type SearchDocument, readTexts, type ReadText } from "#server/db/search/document.ts";
import { findIn, type Folding } from "#server/db/search/fold.ts";
import type { Needle, Way } from "./query.ts";
import { withoutTones } from "#server/db/search/reading-form.ts";

export type Span = { start: number; end: number };
/** The match in a document: the text or the meaning that has it, and the places in it. */
export type Found = { in: "text" | "meaning"; text: string; spans: Span[] };

/** More marks than this would only clutter a short excerpt. */
const mostSpans = 20;

/** Null if the document has all typed words in none of their spellings. */
export function findInDocument(document: SearchDocument, ways: readonly Way[], folding: Folding): Found | null {
  const places = createPlaces(document, folding);
  for (const needles of ways) {
    const found = needles.map((needle) => (needle.isReading ? places.inReadings(needle) : places.anywhere(needle)));
    if (found.every((each) => each !== null)) return choose(document, found);
  }
  return null;
}

/** The text with all its places, or else the first meaning. */
function choose(document: SearchDocument, found: readonly Found[]): Found {
  const inText = found.filter((each) => each.in === "text");
  if (inText.length > 0)
    return { in: "text", text: document.text, spans: inText.flatMap(({ spans }) => spans).sort(byStart) };
  const [first] = found;
  const same = found.filter(({ text }) => text === first?.text);
  return { in: "meaning", text: first?.text ?? "", spans: same.flatMap(({ spans }) => spans).sort(byStart) };
}
const byStart = (one: Span, other: Span) => one.start - other.start;

function createPlaces(document: SearchDocument, folding: Folding) {
  let readings: readonly ReadText[] | null = null;

  const inOne = (text: string, { form, raw }: Needle): Span[] => {
    const folded = form === "" ? toRaw(text) : folding.fold(text);
    const spans: Span[] = [];
    for (let from = 0; spans.length < mostSpans;) {
      const match = findIn(folded, form || raw, text.length, from);
      if (!match) break;
      spans.push(match);
      from = match.next;
    }
    return spans;
  };

  function inReadings({ reading, hasTones }: Needle): Found | null {
    if (reading === "") return null;
    readings ??= readTexts(document, folding);
    for (const read of readings) {
      const span = findRead(hasTones ? read : toneless(read), reading);
      if (span) return { in: "text", text: document.text, spans: [span] };
    }
    return null;
  }

  function anywhere(needle: Needle): Found | null {
    const spans = inOne(document.text, needle);
    if (spans.length > 0) return { in: "text", text: document.text, spans };
    const read = inReadings(needle);
    if (read) return read;
    for (const text of document.meanings) {
      const places = inOne(text, needle);
      if (places.length > 0) return { in: "meaning", text, spans: places };
    }
    return null;
  }
  return { inReadings, anywhere };
}

/** Compares the unchanged text, for a search that folding would leave empty. */
const toRaw = (text: string) => ({ form: text, starts: Array.from({ length: text.length }, (_, at) => at) });

const toneless = ({ form, from }: ReadText): ReadText => ({
  form: withoutTones(form),
  from: from.filter((_, unit) => withoutTones(form.charAt(unit)) !== ""),
});

/** Finds a reading in the readings of a text without cutting a letter in half: か does not match が, and 하 does not match 학. */
function findRead({ form, from }: ReadText, reading: string): Span | null {
  const isBorder = (at: number) => at === 0 || at === from.length || from[at]?.letter !== from[at - 1]?.letter;
  for (let at = form.indexOf(reading); at >= 0; at = form.indexOf(reading, at + 1)) {
    const end = at + reading.length;
    const [first, last] = [from[at], from[end - 1]];
    if (first && last && isBorder(at) && isBorder(end)) return { start: first.start, end: last.end };
  }
  return null;
}
