import type { PartOfSpeech } from "#shared/card.ts";
import type { Inflection } from "#shared/inflections.ts";
import { conjugate, guessStems } from "./conjugate.ts";
import { type Ending, readEndings } from "./endings.ts";
import { joinSyllable, splitSyllable } from "#shared/languages/jamo.ts";
import type { Mark } from "./pronounce.ts";
import { readGroup } from "./word-groups.ts";
import type { KnownWord, WordTable } from "./word-table.ts";

/** One way to read a text as a form of a verb, an adjective or 이다. */
export type VerbForm = {
  lemma: string;
  partOfSpeech: PartOfSpeech;
  level: number;
  inflection: Inflection[];
  /** The places between syllables about which the ending says something: the end of a stem, a tense sound. */
  marks: { index: number; mark: Mark }[];
  /** Made with 하다, 되다 … from a noun; `unknown` if the table does not have the noun. */
  made?: "known" | "unknown";
  /** The last ending, such as `지`. */
  ending: string;
  /** The longer of two forms, which is rarer: 지어 of 지다, beside 져. */
  isLong: boolean;
};

export type VerbForms = {
  /** The forms of verbs and adjectives that a text may be. */
  find(text: string): VerbForm[];
  /** The forms of 이다 that a text may be, after a noun. After a vowel 이 may be missing: 친구|예요, 친구|다. */
  findCopula(text: string, afterVowel: boolean): VerbForm[];
};

/** 시, 았 and 겠, and 아/어지 before them. */
const mostInner = 4;

type FindStem = (stem: string) => (KnownWord & Pick<VerbForm, "made">)[];

const verbMakers = [...readGroup("verb makers")];

/** The form of 이다 that stands without 이 after a vowel: 예요, 였어요, 다. Null if 이 would have to stand. */
function withStem(text: string): string | null {
  if (/^(예요|에요)$/.test(text)) return "이에요";
  if (/^[였여]/.test(text)) return text.replace("였", "이었").replace(/^여/, "이어");
  return /^[아어았었으에]/.test(text) ? null : `이${text}`;
}

export function createVerbForms(table: WordTable): VerbForms {
  const endings = readEndings();
  const longest = Math.max(...[...endings.keys()].map((tail) => tail.length));

  const changes = (stem: string) =>
    table.find(`${stem}다`).filter(({ partOfSpeech: part }) => /^(verb|adjective|auxiliary)$/.test(part));

  function findStem(stem: string) {
    if (stem === "이") return []; // only after a noun, see findCopula
    const known = changes(stem);
    return known.length > 0 ? known : makeVerb(stem);
  }

  function makeVerb(stem: string) {
    const maker = verbMakers.find((each) => stem.endsWith(each) && stem.length > each.length + 1);
    if (!maker) return [];
    const uses = table.find(stem.slice(0, -maker.length));
    const isKnown = uses.some(({ partOfSpeech: part }) => part === "noun" || part === "adverb");
    if (!isKnown && maker !== "하") return [];
    const made = isKnown ? ("known" as const) : ("unknown" as const);
    return [{ partOfSpeech: "verb" as const, stemClass: "" as const, level: 0, made }];
  }

  const copula: FindStem = (stem) => (stem === "이" ? [{ partOfSpeech: "auxiliary", stemClass: "", level: 1 }] : []);

  return {
    find: (text) => findForms(text, findStem, false, 0),
    findCopula(text, afterVowel) {
      if (/^[이입인일임]/.test(text)) return findForms(text, copula, false, 0);
      const full = afterVowel ? withStem(text) : null;
      if (full === null) return [];
      const shift = full.length - text.length;
      return findForms(full, copula, false, 0).map((form) => ({
        ...form,
        marks: form.marks.flatMap(({ index, mark }) => (index >= shift ? [{ index: index - shift, mark }] : [])),
      }));
    },
  };

  function findForms(text: string, find: FindStem, isInner: boolean, depth: number): VerbForm[] {
    const found: VerbForm[] = [];
    for (const { base, tail } of splitTails(text, longest))
      for (const ending of endings.get(tail) ?? [])
        if (ending.isInner === isInner)
          for (const stem of guessStems(base, ending.joint)) {
            found.push(...asStem(text, stem, ending, find));
            if (depth < mostInner) found.push(...asForm(text, stem, ending, find, depth));
          }
    return found;
  }

  function asStem(text: string, stem: string, ending: Ending, find: FindStem): VerbForm[] {
    return find(stem)
      .filter((use) => mayFollow(ending, stem, use))
      .filter(({ stemClass }) => conjugate(stem, stemClass, ending.joint, ending.tail).includes(text))
      .map(({ partOfSpeech, level, made, stemClass }) => ({
        lemma: `${stem}다`,
        partOfSpeech,
        level,
        inflection: [...ending.does],
        marks: [
          ...(text.startsWith(stem) ? [{ index: stem.length - 1, mark: "-" as const }] : []),
          ...tense(text, ending),
        ],
        ...(made && { made }),
        ending: ending.tail,
        isLong: conjugate(stem, stemClass, ending.joint, ending.tail).indexOf(text) > 0,
      }));
  }

  /** The stem is itself a form: 먹었 in 먹었어요. */
  function asForm(text: string, stem: string, ending: Ending, find: FindStem, depth: number): VerbForm[] {
    if (!/[시지겠]$/.test(stem) && splitSyllable(stem.at(-1)!).final !== "ㅆ") return [];
    if (!conjugate(stem, "", ending.joint, ending.tail).includes(text)) return [];
    const isVerb = /[시지]$/.test(stem);
    return findForms(stem, find, true, depth + 1)
      .filter(({ partOfSpeech, lemma }) =>
        isVerb
          ? mayFollow(ending, lemma.slice(0, -1), { partOfSpeech: stem.endsWith("지") ? "verb" : partOfSpeech })
          : /[*e]/.test(ending.follows) || (ending.follows === "a" && ending.joint === "plain"),
      )
      .map((inner) => ({
        ...inner,
        inflection: [...inner.inflection, ...ending.does],
        marks: [...inner.marks, ...tense(text, ending)],
        ending: ending.tail,
      }));
  }
}

const tense = (text: string, { tenseBefore }: Ending) =>
  tenseBefore > 0 ? [{ index: text.length - tenseBefore - 1, mark: "'" as const }] : [];

function mayFollow(
  { follows }: Ending,
  stem: string,
  { partOfSpeech: part }: Pick<KnownWord, "partOfSpeech">,
): boolean {
  const isCopula = stem === "이" || stem === "아니";
  const exists = /[있없계]$/.test(stem);
  switch (follows) {
    case "*":
      return true;
    case "i":
      return isCopula;
    case "e":
      return part === "verb" || exists || (part === "auxiliary" && !isCopula);
    case "v":
      return part === "verb" || (part === "auxiliary" && !isCopula && stem !== "싶");
    default:
      return part === "adjective" || part === "auxiliary" || exists;
  }
}

/** The ways to divide a text into a beginning and a tail; a tail may begin with the coda of a syllable: 갑니다 = 가 + ㅂ니다. */
function* splitTails(text: string, longest: number): Generator<{ base: string; tail: string }> {
  for (let at = text.length; at > 0 && text.length - at <= longest; at--) {
    const rest = text.slice(at);
    const before = text.slice(0, at);
    yield { base: before, tail: rest };
    const end = splitSyllable(before.at(-1)!);
    const open = (final: string) => before.slice(0, -1) + joinSyllable({ ...end, final });
    if (/[ㄴㄹㅁㅂㅆ]/.test(end.final)) yield { base: open(""), tail: end.final + rest };
    if (end.final === "ㄻ") yield { base: open("ㄹ"), tail: `ㅁ${rest}` };
  }
}
