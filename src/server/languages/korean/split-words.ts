import { remember } from "#shared/remember.ts";
import { type FixedWord, readFixedWords } from "./fixed-words.ts";
import { findCounter, findUnit, isSpelledNumber, numberPattern } from "./numbers.ts";
import {
  type Division,
  fromForm,
  isAttributive,
  isNominal,
  isVerb,
  longestRun,
  type Piece,
  toPiece,
} from "./pieces.ts";
import { createTails } from "./tails.ts";
import { createVerbForms, type VerbForm } from "./verb-forms.ts";
import { auxiliaries, readGroup } from "./word-groups.ts";
import type { KnownWord, WordTable } from "./word-table.ts";

const takesParticles = /^(noun|name|pronoun|numeral|counter|suffix|expression|other|prefix)$/;
const isAdverbial = /^(adverb|conjunction|interjection)$/;

/** A verb in 하다 from a noun that the table does not have is less likely than any known word. */
const madeCosts = { known: 0.5, unknown: 3 };
const mostDivisions = 8;
const startsWithNumber = new RegExp(`^제?(?:${numberPattern})`);

/** The table's words cost by their level; a word that only the spelling dictionary has may be rare. */
const costOf = ({ level }: Pick<KnownWord, "level">, length: number) =>
  level > 0 ? 0.8 + level * 0.25 : length > 1 ? 3 : 5;

const costOfForm = (form: VerbForm) =>
  costOf(form, 2) +
  0.4 +
  (form.made ? madeCosts[form.made] : 0) +
  (form.inflection.includes("change") ? 0.8 : 0) +
  (form.inflection.includes("hearsay") ? (form.inflection.includes("suggestion") ? 1 : 0.4) : 0) +
  (form.isLong ? 0.4 : 0);

/** A word without endings, with its cost and the particles that it takes. */
type BareWord = { piece: Piece; cost: number; takes: FixedWord["particles"] };

/** Divides a run of letters into words in the ways that the table and the lists allow, the most likely first. */
export function createSplitter(table: WordTable): (run: string) => Division[] {
  const verbs = createVerbForms(table);
  const tails = createTails(verbs);
  const fixed = readFixedWords();
  const familyNames = readGroup("family names");
  const afterNoun = readGroup("after a noun");
  const likeParticles = readGroup("nouns like particles");
  const afterAdverbs = readGroup("after adverbs");

  const isAdjective = (word: string) => table.find(word).some(({ partOfSpeech: part }) => part === "adjective");

  /** The words that a text may be as a whole, besides forms of verbs and adjectives. */
  function bareWordsOf(text: string): BareWord[] {
    const own: BareWord[] = (fixed.get(text) ?? []).map(({ particles, ...word }) => ({
      piece: toPiece(text, word),
      cost: 0.9,
      takes: particles,
    }));
    const known = table
      .find(text)
      .filter((use) => !isVerb(use) && use.partOfSpeech !== "particle")
      .filter(({ partOfSpeech: part }) => !own.some(({ piece }) => piece.partOfSpeech === part))
      .map((use): BareWord => ({
        piece: toPiece(text, use),
        // a counter follows a number, as fit-costs.ts knows
        cost:
          costOf(use, text.length) +
          (use.partOfSpeech === "counter" ? 0.3 : use.partOfSpeech === "name" && text.length === 1 ? 1 : 0),
        takes: "any",
      }));
    const found = [...own, ...known];
    if (isSpelledNumber(text) && !found.some(({ piece }) => piece.partOfSpeech === "numeral"))
      return [...found, { piece: toPiece(text, { partOfSpeech: "numeral" }), cost: 1.4, takes: "any" }];
    // the root of an adjective may stand alone: 중요 of 중요하다
    const isRoot = found.length === 0 && text.length > 1 && isAdjective(`${text}하다`);
    return isRoot ? [{ piece: toPiece(text, { partOfSpeech: "noun" }), cost: 2, takes: "any" }] : found;
  }

  function mayTake({ piece: { partOfSpeech: part }, takes }: BareWord, tail: Division): boolean {
    const [first] = tail.pieces;
    if (!first) return true;
    if (takes !== "any") return takes === first.surface || first.surface === "요";
    if (takesParticles.test(part)) return true;
    return isAdverbial.test(part) && (afterAdverbs.has(first.surface) || first.lemma === "이다");
  }

  function asVerb(run: string): Division[] {
    const found: Division[] = [];
    for (let end = run.length; end > 0; end--) {
      const surface = run.slice(0, end);
      const rest = run.slice(end);
      for (const form of verbs.find(surface)) {
        if (isAttributive(form) && rest !== "") continue;
        const after = isNominal(form) ? tails.afterNoun(rest, surface) : tails.afterForm(rest, surface);
        const cost = costOfForm(form);
        for (const tail of after)
          found.push({ pieces: [fromForm(surface, form), ...tail.pieces], cost: cost + tail.cost });
        if (rest !== "" && /^(|고|게)$/.test(form.ending)) found.push(...withAuxiliary(surface, form, rest));
      }
    }
    return found;
  }

  /** 먹어봤어요 is 먹어 + 봤어요, without the space. */
  const withAuxiliary = (surface: string, form: VerbForm, rest: string): Division[] =>
    verbs
      .find(rest)
      .filter(({ lemma }) => auxiliaries.has(lemma))
      .map((second) => ({
        pieces: [fromForm(surface, form), fromForm(rest, second)],
        cost: costOfForm(form) + costOf(second, 2) + 1,
      }));

  function asNoun(run: string): Division[] {
    const found: Division[] = [];
    for (let end = run.length; end > 0; end--) {
      const surface = run.slice(0, end);
      const rest = run.slice(end);
      const words = bareWordsOf(surface);
      const after = words.length > 0 ? tails.afterNoun(rest, surface) : [];
      for (const word of words) {
        const { piece, cost } = word;
        for (const tail of after)
          if (mayTake(word, tail)) found.push({ pieces: [piece, ...tail.pieces], cost: cost + tail.cost });
        if (rest !== "" && piece.partOfSpeech === "numeral") found.push(...countedInHangul(surface, rest));
        if (rest.length < 2 || !takesParticles.test(piece.partOfSpeech)) continue;
        found.push(...beforeVerb(piece, rest, cost), ...(end > 1 ? beforeNoun(piece, rest, cost) : []));
      }
    }
    return found;
  }

  /** 관심있는 is 관심 + 있는, without the space. */
  const beforeVerb = (piece: Piece, rest: string, cost: number): Division[] =>
    verbs
      .find(rest)
      .filter(({ lemma }) => afterNoun.has(lemma))
      .map((form) => ({ pieces: [piece, fromForm(rest, form)], cost: cost + costOf(form, 2) + 1.2 }));

  /** 한국여행을 is 한국 + 여행 + 을. With a single syllable it is one word: 종이책 + 을. */
  function beforeNoun(piece: Piece, rest: string, cost: number): Division[] {
    const found: Division[] = [];
    for (let end = rest.length; end > 0; end--) {
      const second = rest.slice(0, end);
      if (end === 1 && likeParticles.has(second)) continue;
      const others = bareWordsOf(second).filter(
        ({ piece: { partOfSpeech: part } }) => part === "noun" || part === "name",
      );
      if (others.length === 0) continue;
      for (const tail of tails.afterNoun(rest.slice(end), second))
        for (const { piece: other, cost: otherCost } of others) {
          const nouns = end > 1 ? [piece, other] : [toPiece(piece.surface + second, { partOfSpeech: "noun" })];
          const joint = end > 1 ? 1.2 : 2.2;
          found.push({ pieces: [...nouns, ...tail.pieces], cost: cost + otherCost + joint + tail.cost });
        }
    }
    return found;
  }

  /** A word that no table has, such as a name, with the particles after it. */
  function asUnknown(run: string): Division[] {
    const found: Division[] = [];
    for (let end = run.length; end > 0; end--) {
      const surface = run.slice(0, end);
      const rest = run.slice(end);
      const isTooShort = end === 1 && rest !== "" && /[가-힣]/.test(surface);
      if (isTooShort || /[^가-힣]/.test(rest)) continue;
      const isName = surface.length === 3 && familyNames.has(surface[0]!);
      const piece = toPiece(surface, { partOfSpeech: isName ? "name" : "noun" });
      const cost = (rest === "" ? 7.5 : 6.5) + surface.length * 0.1;
      for (const tail of tails.afterNoun(rest, surface))
        found.push({ pieces: [piece, ...tail.pieces], cost: cost + tail.cost });
    }
    return found;
  }

  /** 3시에 is 3 + 시 + 에; 6월25일 has two numbers. */
  function withNumber(number: string, rest: string): Division[] {
    const counter = findUnit(rest)?.unit ?? findCounter(rest);
    const pieces = [toPiece(number, { partOfSpeech: "numeral" })];
    if (counter !== "") pieces.push(toPiece(counter, { partOfSpeech: "counter" }));
    const after = rest.slice(counter.length);
    const found = tails.afterNoun(after, counter || number);
    const all = found.length > 0 ? found : split(after);
    return all.slice(0, 3).map((tail) => ({ pieces: [...pieces, ...tail.pieces], cost: tail.cost }));
  }

  /** 십오분에 is 십오 + 분 + 에. A numeral of one syllable is rather a part of another word: 칠판. */
  const countedInHangul = (number: string, rest: string): Division[] =>
    findCounter(rest) === ""
      ? []
      : withNumber(number, rest).map((each) => ({ ...each, cost: each.cost + (number.length > 1 ? 1.2 : 2.2) }));

  /** After a closing quotation mark a particle begins the run: “안녕”이라고. */
  const asParticles = (run: string): Division[] =>
    tails.afterNoun(run, "").map(({ pieces, cost }) => ({ pieces, cost: cost + 4.5 }));

  function split(run: string): Division[] {
    if (run.length > longestRun) return [{ pieces: [toPiece(run, { partOfSpeech: "noun" })], cost: 9 }];
    if (/^[ㄱ-ㅎㅏ-ㅣ]+$/.test(run)) return [{ pieces: [toPiece(run, { partOfSpeech: "interjection" })], cost: 1 }]; // ㅋㅋㅋ
    const number = startsWithNumber.exec(run)?.[0];
    if (number !== undefined) return withNumber(number, run.slice(number.length));
    const known = [...asNoun(run), ...asVerb(run)];
    const all = known.some(({ cost }) => cost < 6) ? known : [...known, ...asUnknown(run), ...asParticles(run)];
    return preferNouns(all)
      .toSorted((one, other) => one.cost - other.cost)
      .slice(0, mostDivisions);
  }

  return remember(300, split);
}

/** 물을 is rather 물 + 을 than a form of 묻다, 노래도 rather 노래 + 도 than one of 노랗다. */
function preferNouns(divisions: Division[]): Division[] {
  const isCommonNoun = ({ pieces: [first, second], cost }: Division) =>
    first!.partOfSpeech === "noun" &&
    second?.partOfSpeech === "particle" &&
    /^[을를은도만로]$/.test(second.surface) &&
    cost < 2.2;
  if (!divisions.some(isCommonNoun)) return divisions;
  return divisions.map((division) => {
    const [first, second] = division.pieces;
    if (second || first!.ending === undefined) return division;
    return { ...division, cost: division.cost + (/^[ㄹㄴ]$/.test(first!.ending) ? 0.8 : 0.4) };
  });
}
