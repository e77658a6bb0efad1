import { tableLines } from "#shared/table-lines.ts";
import table from "./control-tokens.txt" with { type: "text" };

export type TokenKind = "end" | "turn" | "answer" | "other" | "channel" | "thought" | "close" | "none" | "struck";
export type ControlToken = { token: string; kind: TokenKind };

const kinds: readonly string[] = ["end", "turn", "answer", "other", "channel", "thought", "close", "none", "struck"];
const isKind = (word: string): word is TokenKind => kinds.includes(word);

/** The table. Tokens are in lower case. */
export const controlTokens: readonly ControlToken[] = tableLines(table).flatMap((line) => {
  const [kind = "", tokens = ""] = line.split("\t");
  if (!isKind(kind)) throw new Error(`control-tokens.txt has an unknown kind: ${kind}`);
  return tokens.split(" ").map((token) => ({ token: token.toLowerCase(), kind }));
});

const kindOf: ReadonlyMap<string, TokenKind> = new Map(controlTokens.map(({ token, kind }) => [token, kind]));
const lengths = [...new Set(controlTokens.map(({ token }) => token.length))].toSorted((a, b) => b - a);
const [longestToken = 0] = lengths;
const beginnings: ReadonlySet<string> = new Set(
  controlTokens.flatMap(({ token }) => Array.from(token, (_, index) => token.slice(0, index))),
);

const longestName = 40;
const unlisted = new RegExp(`^<([|｜])[\\p{L}\\p{N}_▁-]{1,${longestName}}\\1>`, "u");
const unlistedBeginning = new RegExp(`^<[|｜]([\\p{L}\\p{N}_▁-]{1,${longestName}}[|｜]?)?$`, "u");

/** No text with less than one of these characters has a token. */
export const tokenStart = /[<[◁]/;

/** The control token at the beginning of a text. `maybe`: there is none yet, but more text could complete one. */
export function tokenAt(text: string): ControlToken | "maybe" | null {
  for (const length of lengths) {
    const token = text.slice(0, length).toLowerCase();
    const kind = kindOf.get(token);
    if (kind) return { token, kind };
  }
  const [token] = unlisted.exec(text) ?? [];
  if (token) return { token, kind: "none" };
  return (text.length < longestToken && beginnings.has(text.toLowerCase())) || unlistedBeginning.test(text)
    ? "maybe"
    : null;
}
