import type { PartOfSpeech } from "#shared/card.ts";
import { remember } from "#shared/remember.ts";
import type { Inflection } from "#shared/inflections.ts";
import { type FixedWord, readFixedWords } from "./fixed-words.ts";
import { findCounter, findUnit, isSpelledNumber, numberPattern } from "./numbers.ts";
import { endsInVowel, fits, readParticles } from "./particles.ts";
import type { Mark } from "./pronounce.ts";
import type { KnownWord, WordTable } from "./word-table.ts";
import { createVerbForms, type VerbForm } from "./verb-forms.ts";

/** One word of a run of letters between two spaces. */
export type Piece = {
  surface: string;
  lemma: string;
  partOfSpeech: PartOfSpeech;
  inflection: Inflection[];
  /** What is known about the places between its syllables; `index` counts from its first syllable. */
  marks: { index: number; mark: Mark }[];
  /** The last ending of a form, such as `지`; absent if the word has none. */
  ending?: string;
  /** The pronunciations of a homograph, the one that fits the sentence first. */
  pronunciations?: string[];
  /** Whether the table has the word; the readings of others are less sure. */
  isKnown: boolean;
};

/** One way to divide a run into words. The lowest cost is the most likely. */
export type Division = { pieces: Piece[]; cost: number };

/** Verbs that follow another verb in 아/어, 고 or 게, mostly after a space. */
export const auxiliaries = new Set(
  "있다 싶다 주다 드리다 보다 버리다 놓다 두다 내다 가다 오다 대다 않다 못하다 말다 하다 되다 계시다 나가다 나다 달다".split(
    " ",
  ),
);

const nominal = /^(noun|name|pronoun|numeral|counter|suffix|expression|other|prefix)$/;
const adverbial = /^(adverb|conjunction|interjection)$/;
/** Particles that are rarer than the forms of 이다 with the same spelling: 방침이라고 밝혔다. */
const likeCopula = new Set("이라고 라고 이라는 라는 이란 란 이며 며 이고 이든지 든지 이든 든".split(" "));
/** Particles that no other particle but 요 follows. */
const lastParticles = new Set(["이", "가", "은", "는", "을", "를", "의", "야", "아"]);
/** Particles that follow adverbs: 빨리요, 아직도. */
const afterAdverbs = new Set(["도", "는", "은", "만", "요", "까지", "부터"]);

/** A verb in 하다 from a noun that the table does not have is less likely than any known word. */
const madeCosts = { known: 0.5, unknown: 3 };
/** No run of words is longer; a longer one is not divided. */
export const longestRun = 40;
const mostDivisions = 12;
const startsWithNumber = new RegExp(`^(?:${numberPattern})`);

/** The table's words cost by their level; a word that only the spelling dictionary has may be rare. */
const costOf = ({ level }: Pick<KnownWord, "level">, length: number) =>
  level > 0 ? 0.8 + level * 0.25 : length > 1 ? 3 : 5;

type Name = { piece: Piece; cost: number; takes: FixedWord["particles"] };

export function createSplitter(table: WordTable): (run: string) => Division[] {
  const verbs = createVerbForms(table);
  const particles = readParticles();
  const fixed = readFixedWords();

  const isAdjective = (word: string) => table.find(word).some(({ partOfSpeech: part }) => part === "adjective");

  /** The words that a text may be as a whole, besides forms of verbs and adjectives. */
  function namesOf(text: string): Name[] {
    const own: Name[] = (fixed.get(text) ?? []).map(({ lemma, partOfSpeech, particles: takes }) => ({
      piece: toPiece(text, { lemma, partOfSpeech }),
      cost: 0.9,
      takes,
    }));
    const known = table
      .find(text)
      .filter(({ partOfSpeech: part }) => !/^(verb|adjective|auxiliary|particle)$/.test(part))
      .filter(({ partOfSpeech: part }) => !own.some(({ piece }) => piece.partOfSpeech === part))
      .map((use) => ({
        piece: toPiece(text, { partOfSpeech: use.partOfSpeech }),
        // a counter follows a number, as choose-words.ts knows
        cost: costOf(use, text.length) + (use.partOfSpeech === "counter" ? 0.3 : 0),
        takes: "any" as const,
      }));
    if (isSpelledNumber(text) && !known.some(({ piece }) => piece.partOfSpeech === "numeral"))
      own.push({ piece: toPiece(text, { partOfSpeech: "numeral" }), cost: 1.4, takes: "any" });
    const isRoot = own.length + known.length === 0 && text.length > 1 && isAdjective(`${text}하다`);
    return isRoot ? [{ piece: toPiece(text, { partOfSpeech: "noun" }), cost: 2, takes: "any" }] : [...own, ...known];
  }

  /** What may follow a noun: particles, suffixes, forms of 이다. */
  function tailsOf(rest: string, before: string, depth = 0): Division[] {
    if (rest === "") return [{ pieces: [], cost: 0 }];
    if (depth > 4) return [];
    const found: Division[] = [];
    const isCase = depth > 0 && lastParticles.has(before);
    for (const particle of particles) {
      if (!rest.startsWith(particle.form) || !fits(particle, before)) continue;
      const { form, partOfSpeech } = particle;
      const isCall = form === "아" || form === "야";
      if (isCase && form !== "요") continue;
      const rare = isCall
        ? 1.5
        : likeCopula.has(form)
          ? 0.3
          : form === "고"
            ? 1
            : form === "요"
              ? 1.7 - depth * 0.8
              : form === "하고"
                ? 0.4
                : 0;
      const cost = (partOfSpeech === "suffix" ? 0.9 : 0.5) + rare + depth * 0.1;
      for (const tail of tailsOf(rest.slice(form.length), form, depth + 1))
        found.push({ pieces: [toPiece(form, { partOfSpeech }), ...tail.pieces], cost: cost + tail.cost });
    }
    for (let end = isCase ? 0 : rest.length; end > 0; end--) {
      const forms = verbs.findCopula(rest.slice(0, end), endsInVowel(before));
      if (forms.length === 0) continue;
      const surface = rest.slice(0, end);
      const isDropped =
        !/^[이인입일예에였여임]/.test(surface) &&
        before.length === 1 &&
        (!/[거뭐저나너네]/.test(before) || /^[세시셨십]/.test(surface));
      for (const tail of afterForm(rest.slice(end), surface))
        for (const form of forms)
          found.push({
            pieces: [fromForm(surface, form), ...tail.pieces],
            cost: (isDropped ? 1.4 : 0.6) + depth * 0.1 + tail.cost,
          });
    }
    return found;
  }

  /** The particles that may follow the form of a verb: 먹어서|는, 가지|도. */
  function afterForm(rest: string, before: string): Division[] {
    if (rest === "") return [{ pieces: [], cost: 0 }];
    return particles
      .filter((particle) => particle.followsVerbs && rest.startsWith(particle.form) && fits(particle, before))
      .flatMap(({ form, partOfSpeech }) =>
        afterForm(rest.slice(form.length), form).map((tail) => ({
          pieces: [toPiece(form, { partOfSpeech }), ...tail.pieces],
          cost: 1.2 + tail.cost,
        })),
      );
  }

  function asVerb(run: string): Division[] {
    const found: Division[] = [];
    for (let end = run.length; end > 0; end--) {
      const surface = run.slice(0, end);
      const forms = verbs.find(surface);
      for (const form of forms) {
        const isNoun = form.inflection.at(-1) === "nominal";
        const cost =
          costOf(form, 2) +
          0.4 +
          (form.made ? madeCosts[form.made] : 0) +
          (form.inflection.includes("change") ? 0.8 : 0) +
          (form.isLong ? 0.4 : 0);
        const rest = run.slice(end);
        const isAttributive = form.inflection.at(-1) === "attributive";
        if (isAttributive && rest !== "") continue;
        const tails = isNoun ? tailsOf(rest, surface) : afterForm(rest, surface);
        for (const tail of tails)
          found.push({ pieces: [fromForm(surface, form), ...tail.pieces], cost: cost + tail.cost });
        if (rest !== "" && /^(|고|게)$/.test(form.ending)) found.push(...withAuxiliary(surface, form, rest, cost));
      }
    }
    return found;
  }

  /** 먹어봤어요 is 먹어 + 봤어요, without the space. */
  function withAuxiliary(surface: string, form: VerbForm, rest: string, cost: number): Division[] {
    return verbs
      .find(rest)
      .filter(({ lemma }) => auxiliaries.has(lemma))
      .map((second) => ({
        pieces: [fromForm(surface, form), fromForm(rest, second)],
        cost: cost + costOf(second, 2) + 1,
      }));
  }

  function asNoun(run: string): Division[] {
    const found: Division[] = [];
    for (let end = run.length; end > 0; end--) {
      const surface = run.slice(0, end);
      const names = namesOf(surface);
      const rest = run.slice(end);
      const tails = names.length === 0 ? [] : tailsOf(rest, surface);
      if (rest !== "" && names.some(({ piece }) => piece.partOfSpeech === "numeral"))
        found.push(
          ...withNumber(surface, rest).map((each) => ({ ...each, cost: each.cost + (surface.length > 1 ? 1.2 : 2.2) })),
        );
      for (const { piece, cost, takes } of names)
        for (const tail of tails)
          if (mayTake(piece, takes, tail)) found.push({ pieces: [piece, ...tail.pieces], cost: cost + tail.cost });
      if (rest.length > 1)
        for (const { piece, cost } of names.filter(({ piece: { partOfSpeech: part } }) => nominal.test(part)))
          found.push(...beforeVerb(piece, rest, cost), ...(end > 1 ? beforeNoun(piece, rest, cost) : []));
    }
    return found;
  }

  /** 관심있는 is 관심 + 있는, without the space. */
  function beforeVerb(piece: Piece, rest: string, cost: number): Division[] {
    return verbs
      .find(rest)
      .filter(({ lemma }) => /^(있다|없다|같다|나다)$/.test(lemma))
      .map((form) => ({ pieces: [piece, fromForm(rest, form)], cost: cost + costOf(form, 2) + 1.2 }));
  }

  /** 한국여행을 is 한국 + 여행 + 을. */
  function beforeNoun(piece: Piece, rest: string, cost: number): Division[] {
    const found: Division[] = [];
    for (let end = rest.length; end > 1; end--) {
      const second = rest.slice(0, end);
      for (const { piece: other, cost: otherCost } of namesOf(second))
        if (other.partOfSpeech === "noun" || other.partOfSpeech === "name")
          for (const tail of tailsOf(rest.slice(end), second))
            found.push({ pieces: [piece, other, ...tail.pieces], cost: cost + otherCost + 1.2 + tail.cost });
    }
    return found;
  }

  /** A word that no table has, such as a name, with the particles after it. */
  function asUnknown(run: string): Division[] {
    const found: Division[] = [];
    for (let end = run.length; end > 0; end--) {
      const surface = run.slice(0, end);
      const isShort = end === 1 && /[가-힣]/.test(surface);
      if (/[^가-힣]/.test(run.slice(end)) || (isShort && run.length > 1)) continue;
      const piece = { ...toPiece(surface, { partOfSpeech: "noun" }), isKnown: false };
      for (const tail of tailsOf(run.slice(end), surface))
        found.push({
          pieces: [piece, ...tail.pieces],
          cost: (tail.pieces.length > 0 ? 6.5 : 7.5) + surface.length * 0.1 + tail.cost,
        });
    }
    return found;
  }

  function split(run: string): Division[] {
    if (run.length > longestRun)
      return [{ pieces: [{ ...toPiece(run, { partOfSpeech: "noun" }), isKnown: false }], cost: 9 }];
    const number = startsWithNumber.exec(run)?.[0];
    if (number !== undefined) return withNumber(number, run.slice(number.length));
    const known = [...asNoun(run), ...asVerb(run)];
    const all = known.some(({ cost }) => cost < 6) ? known : [...known, ...asUnknown(run), ...asParticles(run)];
    return preferNouns(all)
      .toSorted((one, other) => one.cost - other.cost)
      .slice(0, mostDivisions);
  }
  return remember(1000, split);

  /** 3시에 is 3 + 시 + 에; 6월25일 has two numbers. */
  function withNumber(number: string, rest: string): Division[] {
    const counter = findUnit(rest)?.unit ?? findCounter(rest);
    if (counter === "" && !/\d/.test(number)) return []; // 십오분
    const pieces = [toPiece(number, { partOfSpeech: "numeral" })];
    if (counter !== "") pieces.push(toPiece(counter, { partOfSpeech: "counter" }));
    const after = rest.slice(counter.length);
    const tails = tailsOf(after, counter || number);
    const all = tails.length > 0 || after === "" ? tails : split(after);
    return all.slice(0, 3).map((tail) => ({ pieces: [...pieces, ...tail.pieces], cost: tail.cost }));
  }

  /** After a closing quotation mark a particle begins the run: “안녕”이라고. */
  function asParticles(run: string): Division[] {
    return tailsOf(run, "").map(({ pieces, cost }) => ({ pieces, cost: cost + 4.5 }));
  }
}

/** 물을 is rather 물 + 을 than a form of 묻다, 노래도 rather 노래 + 도 than one of 노랗다. */
function preferNouns(divisions: Division[]): Division[] {
  const isCommonNoun = divisions.some(
    ({ pieces: [first, second], cost }) =>
      first!.partOfSpeech === "noun" &&
      second?.partOfSpeech === "particle" &&
      /^[을를은도만로]$/.test(second.surface) &&
      cost < 2.2,
  );
  if (!isCommonNoun) return divisions;
  return divisions.map((division) =>
    division.pieces.length === 1 && division.pieces[0]!.ending !== undefined
      ? { ...division, cost: division.cost + (/^[ㄹㄴ]$/.test(division.pieces[0]!.ending) ? 0.8 : 0.4) }
      : division,
  );
}

function mayTake({ partOfSpeech: part }: Piece, takes: Name["takes"], tail: Division): boolean {
  const [first] = tail.pieces;
  if (!first) return true;
  if (takes !== "any") return takes === first.surface || first.surface === "요";
  if (nominal.test(part)) return true;
  return adverbial.test(part) && (afterAdverbs.has(first.surface) || first.lemma === "이다");
}

const toPiece = (
  surface: string,
  { lemma = surface, partOfSpeech }: { lemma?: string; partOfSpeech: PartOfSpeech },
): Piece => ({ surface, lemma, partOfSpeech, inflection: [], marks: [], isKnown: true });

const fromForm = (surface: string, { lemma, partOfSpeech, inflection, marks, ending }: VerbForm): Piece => ({
  surface,
  lemma,
  partOfSpeech,
  inflection,
  marks,
  ending,
  isKnown: true,
});
