import { languages } from "#shared/languages/index.ts";

/** In graphemes. */
const longestTitle = 40;
const longestFallback = 24;

const titleLabels = ["title", ...new Set(Object.values(languages).flatMap((language) => language.titleLabels))];
const titleLabel = new RegExp(String.raw`^(${titleLabels.join("|")})\s*[:：]\s*`, "i");

/** `<think>…</think>「友達と映画」\nmore → 友達と映画`; null if nothing is left. */
export function cleanTitle(text: string): string | null {
  const line = text
    .normalize("NFC")
    .replace(/<think>[\s\S]*?(<\/think>|$)/g, "")
    .split("\n")
    .map((part) => part.trim())
    .find((part) => part !== "");
  const bare = unwrap((line ?? "").replace(titleLabel, "").replace(/^#+\s*|[。.]+$/g, ""));
  return bare === "" ? null : graphemes(bare, longestTitle);
}

const pairs = ['""', "''", "“”", "‘’", "「」", "『』", "《》", "**"];

/** `「猫の話」 → 猫の話`, `**猫** → 猫`; `「は」と「が」の違い` stays, because its quotes enclose words and not the title. */
function unwrap(title: string): string {
  const [open, close] = [title[0], title.at(-1)];
  const inner = title.slice(1, -1);
  const encloses = title.length > 2 && pairs.includes(`${open}${close}`);
  if (!encloses || (open !== close && (inner.includes(open!) || inner.includes(close!)))) return title.trim();
  return unwrap(inner);
}

/** The beginning of a message, cut at a whole grapheme: `👨‍👩‍👧と映画を見に行きました… → 👨‍👩‍👧と映画を見…` */
export function firstWords(text: string): string {
  const line = text.trim().split("\n")[0] ?? "";
  return graphemes(line, longestFallback) || "…";
}

function graphemes(text: string, most: number): string {
  const all = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)];
  if (all.length <= most) return text;
  return `${all
    .slice(0, most - 1)
    .map(({ segment }) => segment)
    .join("")}…`;
}
