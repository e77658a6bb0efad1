import { z } from "zod";
import { type Inflection, inflections } from "#shared/inflections.ts";
import endingTable from "./endings.tsv" with { type: "text" };
import { hasHan, isHan } from "./kana.ts";
import ownTable from "./not-potential.tsv" with { type: "text" };
import formTable from "./verb-forms.tsv" with { type: "text" };
import type { Lexicon } from "./lexicon.ts";
import { listOf, readTable } from "./table.ts";
import { inflects, type Token } from "./tokens.ts";

const namesSchema = z.array(z.enum(inflections));
const rows = readTable(endingTable).map(([base, form, names]) => ({
  base,
  form,
  names: namesSchema.parse(listOf(names)),
}));
const ownVerbs = new Set(readTable(ownTable).map(([verb]) => verb));
const endings = new Set(rows.map(({ base }) => base));

export type Inflected = { lemma: string; inflection: Inflection[] };

/** `行きました → 行く: polite, past`; null for words that do not inflect. */
export function inflectionOf(group: readonly Token[], lexicon: Lexicon): Inflected | null {
  const stem = stemOf(group);
  if (!stem) return null;
  const verb = verbFormOf(stem.lemma) ??
    potentialOf(stem.lemma, stem.head, lexicon) ?? { lemma: stem.lemma, names: [] };
  const tokens = [stem.head, ...stem.endings];
  const names: Inflection[] = stem.isPotential ? ["potential"] : [...verb.names];
  for (let at = 1; at < tokens.length; at++) names.push(...namesOf(tokens, at));
  names.push(...formNames(tokens));
  return {
    lemma: verb.lemma,
    inflection: mergeObligation(names.filter((name, at) => name !== "polite" || names.indexOf(name) === at)),
  };
}

type Stem = { lemma: string; head: Token; endings: readonly Token[]; isPotential?: boolean };

/** Divides a word into its dictionary form and its endings: 書き始め|まし|た → 書き始める. */
function stemOf(group: readonly Token[]): Stem | null {
  const [first] = group;
  if (!first) return null;
  if (first.surface === "ん" && first.kind === "非自立")
    return group.length > 1 ? { lemma: "のだ", head: first, endings: group.slice(2) } : null;
  if (first.kind === "形容動詞語幹" && group[1]?.kind === "接尾" && !group.some(inflects)) {
    return isHan(group[1].surface) ? null : { lemma: first.base, head: first, endings: group.slice(1) };
  }
  // 退院できる is to 退院する what 読める is to 読む
  if (group[1]?.base === "できる" && first.part === "名詞") {
    return {
      lemma: `${first.surface}する`,
      head: { ...group[1], conjugation: "" },
      endings: group.slice(2),
      isPotential: true,
    };
  }
  const verb = group.findIndex(({ base }, at) => base === "する" && at > 0 && group[at - 1]?.part === "名詞");
  let at = verb > 0 ? verb : group.findIndex(inflects);
  if (at < 0 || (verb < 0 && at > 0 && group[0]!.part !== "接頭詞")) return null;
  while (isCompound(group[at]!, group[at + 1])) at++;
  const before = group.slice(first.part === "接頭詞" ? 1 : 0, at).map(({ surface }) => surface);
  const head = group[at]!;
  return { lemma: before.join("") + head.base, head, endings: group.slice(at + 1) };
}

/** 始める of 食べ始める belongs to the dictionary form; すぎる is an ending. */
const isCompound = (head: Token, next: Token | undefined) =>
  next !== undefined &&
  head.form === "連用形" &&
  inflects(next) &&
  next.part !== "助動詞" &&
  next.kind !== "接尾" &&
  !endings.has(next.base);

function rowOf(tokens: readonly Token[], at: number) {
  const { base: ending, form: own } = tokens[at]!;
  return rows.find(
    ({ base, form }) =>
      base === ending &&
      (form === "-" ||
        form === own ||
        (form === "last" && at === tokens.length - 1) ||
        form === `before ${tokens[at + 1]?.base}` ||
        form === `after ${tokens[at - 1]?.base}` ||
        form === `after ${tokens[at - 1]?.conjugation}`),
  );
}

const namesOf = (tokens: readonly Token[], at: number) => rowOf(tokens, at)?.names ?? [];

/** What the form of the last part says, unless its row was about this form. */
function formNames(tokens: readonly Token[]): readonly Inflection[] {
  const at = tokens.length - 1;
  const last = tokens[at]!;
  if (!inflects(last) || (at > 0 && rowOf(tokens, at)?.form === last.form)) return [];
  return rows.find(({ base, form }) => (base === "*" || base === last.base) && form === last.form)?.names ?? [];
}

/** なくちゃ is なく and ちゃ, and says what なきゃ says. */
function mergeObligation(names: Inflection[]): Inflection[] {
  return names.slice(-3).join() === "negative,connective,contracted"
    ? [...names.slice(0, -3), "obligation", "contracted"]
    : names;
}

const rowE = "えけげせぜてでねべめれ";
const rowU = "うくぐすずつづぬぶむる";

type VerbForm = { lemma: string; names: readonly Inflection[] };

const verbForms = new Map(
  readTable(formTable).map(([verb, lemma, names]) => [
    verb!,
    { lemma: lemma!, names: namesSchema.parse(listOf(names)) },
  ]),
);
const verbFormOf = (lemma: string): VerbForm | undefined => verbForms.get(lemma);

/** `読める → 読む` if a learners' dictionary has 読む, except for verbs such as 開ける beside 開く. */
function potentialOf(lemma: string, { conjugation }: Token, lexicon: Lexicon): VerbForm | null {
  const vowel = rowE.indexOf(lemma.at(-2) ?? "");
  if (!conjugation.startsWith("一段") || !lemma.endsWith("る") || vowel < 0) return null;
  if (!hasHan(lemma) || ownVerbs.has(lemma)) return null;
  const plain = lemma.slice(0, -2) + rowU.charAt(vowel);
  return lexicon.isLearnersWord(plain) ? { lemma: plain, names: ["potential"] } : null;
}
