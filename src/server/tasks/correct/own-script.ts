import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import pairTable from "#shared/languages/script-pairs.txt" with { type: "text" };

type Pair = { own: string; other: string; isSure: boolean };

/** The pairs whose second form belongs to the other script. */
const pairsOf = (hanzi: "simplified" | "traditional"): Pair[] =>
  tableLines(pairTable).flatMap((line) =>
    line
      .replace(/^\? /, "")
      .split(" ")
      .map((pair) => {
        const [traditional = "", simplified = ""] = Array.from(pair);
        const [own, other] = hanzi === "traditional" ? [traditional, simplified] : [simplified, traditional];
        return { own, other, isSure: !line.startsWith("? ") };
      }),
  );

/**
 * Writes a model's version of a Chinese sentence in the script of the sentence, because models change the script without being asked:
 * 我跟老师见面 → 我跟老師見面. Leaves other languages alone.
 */
export function inOwnScript(version: string, sentence: string, language: LearningLanguage): string {
  const { hanzi } = languages[language];
  if (!hanzi) return version;
  const pairs = Map.groupBy(pairsOf(hanzi), ({ other }) => other);
  const written = new Set(sentence);
  return Array.from(version, (character) => {
    if (written.has(character)) return character;
    const found = pairs.get(character) ?? [];
    return found.find(({ own, isSure }) => isSure || written.has(own))?.own ?? character;
  }).join("");
}
