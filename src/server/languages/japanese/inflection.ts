import { z } from "zod";
import { type Inflection, inflections } from "#shared/inflections.ts";
import endingTable from "./endings.tsv" with { type: "text" };
import type { Lexicon } from "./lexicon.ts";
import { listOf, readTable } from "./table.ts";
import { inflects } from "./token-readings.ts";
import type { Token } from "./tokens.ts";

const namesSchema = z.array(z.enum(inflections));
const rows = readTable(endingTable).map(([base, form, names]) => ({
  base,
  form,
  names: namesSchema.parse(listOf(names)),
}));
const endings = new Set(rows.map(({ base }) => base));

export type Inflected = { lemma: string; inflection: Inflection[] };

/** `行きました → 行く: polite, past`; null for words that do not inflect. */
export function inflectionOf(group: readonly Token[], lexicon: Lexicon): Inflected | null {
  const stem = stemOf(group);
  if (!stem) return null;
  const names = stem.endings.flatMap((token, at) => namesOf(token, at === stem.endings.length - 1));
  const last = group.at(-1)!;
  const end = inflects(last) ? formNames(last) : [];
  const potential = potentialOf(stem.lemma, stem.head, lexicon);
  const all = [
    ...(potential ? (["potential"] as const) : []),
    ...names,
    ...end.filter((name) => !names.includes(name)),
  ];
  return { lemma: potential ?? stem.lemma, inflection: mergeObligation(all) };
}

type Stem = { lemma: string; head: Token; endings: readonly Token[] };

/** Divides a word into its dictionary form and its endings: 書き始め|まし|た → 書き始める. */
function stemOf(group: readonly Token[]): Stem | null {
  const [first] = group;
  if (!first) return null;
  if (first.surface === "ん" && first.kind === "非自立")
    return group.length > 1 ? { lemma: "のだ", head: first, endings: group.slice(2) } : null;
  const verb = group.findIndex(({ base }, at) => base === "する" && group[at - 1]?.kind === "サ変接続");
  let at = verb > 0 ? verb : group.findIndex(inflects);
  if (at < 0 || (verb < 0 && at > 0 && group[0]!.part !== "接頭詞")) return null;
  while (isCompound(group[at]!, group[at + 1])) at++;
  const before = group.slice(0, at).map(({ surface }) => surface);
  const head = group[at]!;
  return { lemma: before.join("") + head.base, head, endings: group.slice(at + 1) };
}

/** 始める of 食べ始める belongs to the dictionary form; すぎる is an ending. */
const isCompound = (head: Token, next: Token | undefined) =>
  next !== undefined &&
  head.form === "連用形" &&
  inflects(next) &&
  next.part !== "助動詞" &&
  next.kind === "非自立" &&
  !endings.has(next.base);

function namesOf(token: Token, isLast: boolean): readonly Inflection[] {
  const row = rows.find(
    ({ base, form }) => base === token.base && (form === "-" || form === token.form || (form === "last" && isLast)),
  );
  return row?.names ?? [];
}

function formNames({ form }: Token): readonly Inflection[] {
  return rows.find((row) => row.base === "*" && row.form === form)?.names ?? [];
}

/** なくちゃ is なく and ちゃ, and says what なきゃ says. */
function mergeObligation(names: Inflection[]): Inflection[] {
  return names.slice(-3).join() === "negative,connective,contracted"
    ? [...names.slice(0, -3), "obligation", "contracted"]
    : names;
}

const rowE = "えけげせぜてでねべめれ";
const rowU = "うくぐすずつづぬぶむる";

/** `読める → 読む` if learners' dictionaries have 読む and not 読める; null for 食べる. */
function potentialOf(lemma: string, { conjugation }: Token, lexicon: Lexicon): string | null {
  const vowel = rowE.indexOf(lemma.at(-2) ?? "");
  if (!conjugation.startsWith("一段") || !lemma.endsWith("る") || vowel < 0 || lexicon.isLearnersWord(lemma))
    return null;
  const plain = lemma.slice(0, -2) + rowU.charAt(vowel);
  return lexicon.isLearnersWord(plain) ? plain : null;
}
