/** The line format of cards and corrections, for both the tutor's instructions and the reader of its answers. */
export const cardMarker = ":::card";
export const fixMarker = ":::fix";
export const endMarker = ":::";

export const cardKeys = { text: "text:", translation: "translation:", notes: "notes:" } as const;
export const fixKeys = { original: "original:", corrected: "corrected:", reason: "reason:" } as const;
export type CardKey = keyof typeof cardKeys;
export type FixKey = keyof typeof fixKeys;

const keyPattern = /^[\s>*#-]*([a-z]+)\**\s*[:：]\**\s*(.*)$/is;

/** `**Notes：** …` → notes, …. Includes other names that models use for a field. */
const keyNames: Record<string, CardKey | FixKey> = {
  text: "text",
  sentence: "text",
  translation: "translation",
  notes: "notes",
  note: "notes",
  grammar: "notes",
  original: "original",
  corrected: "corrected",
  correction: "corrected",
  reason: "reason",
};

export function readKey(line: string): { key: CardKey | FixKey; value: string } | null {
  const [, name = "", value = ""] = keyPattern.exec(line) ?? [];
  const key = keyNames[name.toLowerCase()];
  return key ? { key, value: value.trim() } : null;
}

export type Marker = { opens: "card" | "fix" | null; rest: string };

const openPattern = /^[\s>*#]*(?:[:：]{2,}|`{3,}[:：]*)\s*(card|fix)(?![a-z])[\s:：*]*(.*)$/is;
const endPattern = /^[\s>*#]*[:：]{3,}\s*(.*)$/s;
const endWords = /^[\s/_-]*(?:(?:end|card|fix)[\s/_-]*)*[*:：`]*$/i;

/** `：：：Card` opens a block; `:::`, `::: end card` and `:::/card` end it. `rest` is the remaining text of the line. */
export function readMarker(line: string): Marker | null {
  const [, opens, after = ""] = openPattern.exec(line) ?? [];
  if (opens && !/^[\s/_-]*end\b/i.test(after)) {
    return { opens: opens.toLowerCase() === "card" ? "card" : "fix", rest: after.trim() };
  }
  const end = endPattern.exec(line);
  if (!end) return null;
  const rest = end[1]?.trim() ?? "";
  return { opens: null, rest: endWords.test(rest) ? "" : rest };
}

export const isFence = (line: string) => /^\s*`{3,}\s*(?:\w+\s*)?$/.test(line);
export const isBareFence = (line: string) => /^\s*`{3,}\s*$/.test(line);
