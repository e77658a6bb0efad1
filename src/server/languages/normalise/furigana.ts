import type { Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { AnalysisForm } from "#shared/normalise/analysis-form.ts";
import type { Span } from "#shared/normalise/letters.ts";
import { type LanguageAnalyser, toWord } from "#server/languages/language-analyser.ts";

/** A reading in brackets. `end`: where its kanji end in the text without the brackets. */
type Bracket = { end: number; reading: string; span: Span };

/** The text without its bracketed readings, its words with these readings as claims of the learner. */
export type Bare = { form: AnalysisForm; words: Word[] };

/**
 * Analyses a text in which the learner may have written readings in brackets: 昨日（きのう）, 食(た)べる. The brackets are left out, the span of
 * their word covers them, and the reading is the word's claim. Brackets that hold no reading of their word, as in 明日（たぶん）, stay text.
 */
export function readFurigana(language: LearningLanguage, engine: LanguageAnalyser, form: AnalysisForm): Bare {
  const pattern = languages[language].bracketedReading;
  const found = pattern ? findBrackets(form.text, pattern) : [];
  if (found.length === 0) return { form, words: engine.analyse(form.text) };
  const isReading = judge(engine, without(form, found));
  const brackets = findBrackets(form.text, pattern!).filter((_, index) => isReading[index]);
  const bare = without(form, brackets);
  return { form: bare.form, words: withClaims(language, engine, bare) };
}

function findBrackets(text: string, pattern: RegExp): Bracket[] {
  return [...text.matchAll(pattern)].map(({ 0: bracket, index }) => ({
    end: index,
    reading: bracket.slice(1, -1).replace(/\s/g, ""),
    span: { start: index, end: index + bracket.length },
  }));
}

type Read = { form: AnalysisForm; brackets: Bracket[] };

/** Removes the brackets. The character before each one covers it, so that a span that ends there includes the bracket. */
function without({ text, starts, ends }: AnalysisForm, brackets: readonly Bracket[]): Read {
  const form: AnalysisForm = { text: "", starts: [], ends: [] };
  const kept: Bracket[] = [];
  let from = 0;
  for (const { span, reading } of [...brackets, { span: { start: text.length, end: text.length }, reading: "" }]) {
    form.text += text.slice(from, span.start);
    form.starts.push(...starts.slice(from, span.start));
    form.ends.push(...ends.slice(from, span.start));
    from = span.end;
    if (span.start === span.end) break;
    const before = form.starts.at(-1);
    for (let at = form.ends.length - 1; at >= 0 && form.starts[at] === before; at--)
      form.ends[at] = ends[span.end - 1]!;
    kept.push({ end: form.text.length, reading, span });
  }
  return { form, brackets: kept };
}

/** Whether each bracket can hold the reading of the word before it. */
function judge(engine: LanguageAnalyser, read: Read): boolean[] {
  const words = engine.analyse(read.form.text);
  return read.brackets.map((bracket) => findClaimed(engine, read, words, bracket) !== null);
}

type Claimed = { first: number; last: number; claim: string };

/** The words whose reading a bracket gives: the last word before it, or several if only together they can have it. */
function findClaimed(engine: LanguageAnalyser, read: Read, words: readonly Word[], bracket: Bracket): Claimed | null {
  const last = words.findIndex(({ start, end }) => start < bracket.end && bracket.end <= end);
  if (last < 0) return null;
  let best: (Claimed & { likeness: number }) | null = null;
  for (let first = last; first >= 0 && last - first < 4; first--) {
    const span = { start: words[first]!.start, end: words[last]!.end };
    if (first < last && !isHan(read.form.text.slice(span.start, bracket.end))) break;
    for (const claim of claimsFor(read, span, bracket)) {
      const likeness = likenessOf(engine, read.form.text, span, claim);
      if (likeness > (best?.likeness ?? 0)) best = { first, last, claim, likeness };
    }
  }
  return best;
}

const isHan = (text: string) => /^[\p{sc=Han}々〆ヶヵ]+$/u.test(text);

/** What the brackets may say of a span. After its end, the bracket may hold the reading of all of it: 食べ物(たべもの). */
function claimsFor(read: Read, span: Span, bracket: Bracket): string[] {
  const claim = claimFor(read, span);
  return [...(claim === null ? [] : [claim]), ...(span.end === bracket.end ? [bracket.reading] : [])];
}

/**
 * The reading of a span in which each run of kanji has a bracket, or each kanji of a run its own: 食べ物 with た and もの → たべもの, 手紙 with て and
 * がみ → てがみ. Null if a run ends without one.
 */
function claimFor({ form, brackets }: Read, { start, end }: Span): string | null {
  let claim = "";
  for (const { 0: part, index } of form.text
    .slice(start, end)
    .matchAll(/[\p{sc=Han}々〆ヶヵ]+|[^\p{sc=Han}々〆ヶヵ]+/gu)) {
    const from = start + index;
    const own = brackets.filter(({ end: at }) => from < at && at <= from + part.length);
    if (isHan(part) && own.at(-1)?.end !== from + part.length) return null;
    claim += isHan(part) ? own.map(({ reading }) => reading).join("") : part;
  }
  return claim;
}

/** How likely the claim is a reading of the span, from 0 to 1. A word without known readings may have any reading of a plausible length. */
function likenessOf(engine: LanguageAnalyser, text: string, span: Span, claim: string): number {
  const { verdict, candidates, origin } = engine.check(text, { ...span, reading: claim });
  if (verdict === "agrees") return 1;
  if (verdict === "possible" && origin !== "guess") return 0.9;
  const like = Math.max(0, ...candidates.map((known) => shareOf(known, claim)));
  if (like >= 0.5) return like * 0.8;
  const kanji = text.slice(span.start, span.end).match(/\p{sc=Han}/gu)?.length ?? 0;
  const isPlausible = claim.length >= kanji && claim.length <= kanji * 5;
  return isPlausible && (candidates.length === 0 || origin === "guess") ? 0.3 : 0;
}

/** The share of kana that two readings have in common, in order and without regard to voicing. */
function shareOf(one: string, other: string): number {
  const [a, b] = [one, other].map((kana) => kana.normalize("NFD").replace(/[\u3099\u309A]/g, ""));
  let row = Array.from({ length: b!.length + 1 }, () => 0);
  for (const kana of a!) {
    const next = [0];
    for (let at = 0; at < b!.length; at++)
      next.push(b![at] === kana ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!));
    row = next;
  }
  return row.at(-1)! / Math.max(a!.length, b!.length);
}

function withClaims(language: LearningLanguage, engine: LanguageAnalyser, read: Read): Word[] {
  const words = engine.analyse(read.form.text);
  for (const bracket of read.brackets) {
    const claimed = findClaimed(engine, read, words, bracket);
    if (!claimed) continue;
    const { first, last, claim } = claimed;
    const parts = divide(language, words.slice(first, last + 1), claim);
    const whole = parts ?? [{ word: joinWords(read.form.text, words.slice(first, last + 1)), claim }];
    const judged = whole.map((part) => withClaim(language, engine, read.form.text, part));
    words.splice(first, last - first + 1, ...judged);
  }
  return words;
}

type Part = { word: Word; claim: string };

/** Divides a claim among the words if their candidates, joined, make it: 大学 + 生, だいがくせい. */
function divide(language: LearningLanguage, words: readonly Word[], claim: string): Part[] | null {
  const [word, ...rest] = words;
  if (!word) return claim === "" ? [] : null;
  if (rest.length === 0) return [{ word, claim }];
  const said = languages[language].normaliseReading(claim);
  for (const candidate of word.candidates) {
    if (!said.startsWith(candidate)) continue;
    const parts = divide(language, rest, said.slice(candidate.length));
    if (parts && rest.at(-1)!.candidates.includes(parts.at(-1)!.claim)) return [{ word, claim: candidate }, ...parts];
  }
  return null;
}

function joinWords(text: string, words: readonly Word[]): Word {
  const { start } = words[0]!;
  const { end, partOfSpeech } = words.at(-1)!;
  return toWord(text, start, end, { partOfSpeech });
}

function withClaim(language: LearningLanguage, engine: LanguageAnalyser, text: string, { word, claim }: Part): Word {
  const { verdict, ...known } = engine.check(text, { start: word.start, end: word.end, reading: claim });
  const { normaliseReading } = languages[language];
  const said = normaliseReading(claim);
  const isKnown = known.candidates.includes(said);
  return {
    ...word,
    ...known,
    reading: isKnown ? said : word.reading || (known.candidates[0] ?? ""),
    ...(isKnown && { state: "chosen" as const }),
    claim: said,
    claimBy: "learner",
    verdict: isKnown ? "agrees" : verdict,
  };
}
