import type { PartOfSpeech, Word } from "#shared/card.ts";
import type { Inflection } from "#shared/inflections.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Change } from "./diff-sentences.ts";

/** The kind of mistake that a change corrects, as far as the engine's words show it. */
export const reasons = [
  "particle",
  "ending",
  "tense",
  "politeness",
  "spelling",
  "character",
  "order",
  "missing",
  "extra",
  "word",
] as const;
export type Reason = (typeof reasons)[number];

/** One change: the removed text and the added text. One of them may be empty. */
export type Edit = {
  removed: string;
  added: string;
  /** Where it begins, in each sentence. In UTF-16 units. */
  from: number;
  to: number;
};

export function toEdits(changes: readonly Change[]): Edit[] {
  const edits: Edit[] = [];
  let [from, to, isOpen] = [0, 0, false];
  for (const { kind, text } of changes) {
    if (kind === "same") {
      from += text.length;
      to += text.length;
      isOpen = false;
      continue;
    }
    if (!isOpen) edits.push({ removed: "", added: "", from, to });
    isOpen = true;
    edits.at(-1)![kind] += text;
    if (kind === "removed") from += text.length;
    else to += text.length;
  }
  return edits;
}

type Sentences = { original: readonly Word[]; corrected: readonly Word[]; language: LearningLanguage };

/** Why a change was made, by rule: no model is asked. `all`: the changes of the sentence. */
export function reasonsOf(edit: Edit, all: readonly Edit[], { original, corrected, language }: Sentences): Reason[] {
  const { removed, added } = edit;
  if (letters(removed) === letters(added)) return ["spelling"]; // only spaces and punctuation differ
  if (isMoved(edit, all)) return ["order"];
  const before = wordsIn(original, edit.from, removed);
  const after = wordsIn(corrected, edit.to, added);
  const both = [...before, ...after];
  if (both.length > 0 && both.every(({ partOfSpeech }) => partOfSpeech === "particle")) return ["particle"];
  if (removed === "") return isEnding(after) ? ["ending"] : ["missing"];
  if (added === "") return isEnding(before) ? ["ending"] : ["extra"];
  if (isSameWord(before, after)) return changedForm(before, after);
  if (soundsAlike(before, after, language)) return [isWrittenInHan(removed) ? "character" : "spelling"];
  return [hasUnknown(before) && isMisspelt(removed, added) ? "spelling" : "word"];
}

const letters = (text: string) => text.replace(/[\s\p{P}]+/gu, "");

/** `我学习汉语在大学 → 我在大学学习汉语`: the same words stand elsewhere now. */
function isMoved({ removed, added }: Edit, all: readonly Edit[]): boolean {
  const moved = letters(removed || added);
  return (
    (removed === "") !== (added === "") &&
    all.some((other) => letters(removed === "" ? other.removed : other.added) === moved && moved !== "")
  );
}

const wordsIn = (words: readonly Word[], at: number, text: string): Word[] =>
  text === "" ? [] : words.filter(({ start, end }) => start < at + text.length && end > at);

const inflected = new Set<PartOfSpeech>(["verb", "adjective", "auxiliary"]);
const isEnding = (words: readonly Word[]) =>
  words.length > 0 && words.every(({ partOfSpeech }) => partOfSpeech === "auxiliary");

const lemmaOf = ({ lemma, surface }: Word) => lemma ?? surface;

/** Another form of one word: 寒いでした → 寒かったです. A form that does not exist may have no lemma, but begins in the same way. */
function isSameWord([before]: readonly Word[], [after]: readonly Word[]): boolean {
  if (!before || !after || !inflected.has(after.partOfSpeech)) return false;
  if (lemmaOf(before) === lemmaOf(after)) return true;
  if (before.partOfSpeech === "auxiliary" && after.partOfSpeech === "auxiliary") return true;
  return hasUnknown([before]) && before.surface.startsWith(lemmaOf(after).slice(0, -1));
}

const tenses: readonly Inflection[] = ["past", "future"];
const politeness: readonly Inflection[] = ["polite", "formal", "plain", "honorific", "humble"];

function changedForm(before: readonly Word[], after: readonly Word[]): Reason[] {
  const [was, is] = [formsOf(before), formsOf(after)];
  const differsIn = (forms: readonly Inflection[]) => forms.some((form) => was.has(form) !== is.has(form));
  const found: Reason[] = [];
  if (differsIn(tenses)) found.push("tense");
  if (differsIn(politeness)) found.push("politeness");
  return found.length > 0 ? found : ["ending"];
}

function formsOf(words: readonly Word[]): Set<Inflection> {
  const forms = new Set(words.flatMap(({ inflection = [] }) => inflection));
  for (const { surface } of words) {
    // includes forms that do not exist, which the engine does not know: 듣어요
    if (/です|でし|ます|まし|ませ|요$/.test(surface)) forms.add("polite");
    if (/^(だ|だった|である)$/.test(surface)) forms.add("plain");
  }
  return forms;
}

/** 在 and 再, 买 and 卖 (another tone), 会う and 合う. */
function soundsAlike(before: readonly Word[], after: readonly Word[], language: LearningLanguage): boolean {
  const sound = (words: readonly Word[]) =>
    words
      .map(({ reading, surface }) => languages[language].normaliseReading(reading || surface))
      .join("")
      .normalize("NFD")
      .replace(/[\u0300-\u0307\u0309-\u036f\s]/g, ""); // without tones; keeps ü
  return before.length > 0 && sound(before) === sound(after);
}

const isWrittenInHan = (text: string) => /\p{sc=Han}/u.test(text);

/** コーヒ and コーヒー: nearly the same letters. Each Chinese character is a word of its own. */
function isMisspelt(removed: string, added: string): boolean {
  if (isWrittenInHan(removed + added)) return false;
  const [given, made] = [removed, added].map((text) => Array.from(letters(text).normalize("NFD")));
  if (!given || !made || Math.min(given.length, made.length) < 3) return false;
  const rest = [...made];
  const common = given.filter((letter) => {
    const at = rest.indexOf(letter);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * common.length) / (given.length + made.length) >= nearlySame;
}
/** The share of letters that two spellings of one word have in common. */
const nearlySame = 0.75;

const hasUnknown = (words: readonly Word[]) =>
  words.some(({ partOfSpeech, dictionaryMeanings }) => partOfSpeech === "other" || !dictionaryMeanings?.length);
