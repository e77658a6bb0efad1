import { isWrittenIn, languages } from "#shared/languages/index.ts";
import { hasFewKana } from "#shared/languages/japanese.ts";
import { languageOf, scriptOf } from "#shared/languages/language-tags.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** A piece of prose. `sentence`: can be opened as a card. `run`: words of the language, drawn in its fonts. */
export type Piece = { kind: "plain" | "run" | "sentence"; text: string };

/** `In one line: 「は」は話題を示す。`: Latin words before the sentence talk about it. */
const hasLeadIn = /\p{sc=Latin}{2}[\s,]+\p{sc=Latin}{2}/u;
/** A shorter run inside a sentence of another language is a word under discussion, not something to take apart. */
const shortestOpenable = 6;
// between two letters of the language, these keep a run together: 「映画を見に、行く」, 같이 가요
const joiners = String.raw`[\s\p{N}、。，！？!?・…「」『』（）〜～ー-]*`;

// growing prose is split on every frame, so create the expensive objects once
const segmenters: Partial<Record<LearningLanguage, Intl.Segmenter>> = {};
const makeSegmenter = (language: LearningLanguage) => new Intl.Segmenter(language, { granularity: "sentence" });

const runs: Partial<Record<LearningLanguage, RegExp>> = {};
function makeRun(language: LearningLanguage): RegExp {
  const letter = languages[language].script.source;
  return new RegExp(`[「『（〜～]?(?:${letter})(?:${joiners}(?:${letter}))*[」』）]?[。！？!?]*`, "gu");
}

/**
 * `「〜たい」 says what you want: 日本に行きたいです。` → text in the learning language and text about it. Drops nothing.
 * `about`: the language of the text about it. It matters if both languages are written in Chinese characters.
 */
export function splitLearnerText(text: string, language: LearningLanguage, about?: string): Piece[] {
  const isShared = about !== undefined && sharesCharacters(language, about);
  const pieces: Piece[] = [];
  for (const { segment } of (segmenters[language] ??= makeSegmenter(language)).segment(text)) {
    const isOwn = isWrittenIn(segment, language) && !hasLeadIn.test(segment);
    if (isOwn && !(isShared && usesKana(language) && hasFewKana(segment))) pieces.push(...withEdges(segment));
    else pieces.push(...splitRuns(segment, language, isShared));
  }
  return pieces;
}

/** Chinese prose about Japanese, and the other way round. */
const sharesCharacters = (language: LearningLanguage, about: string) =>
  languageOf(about) !== languageOf(language) &&
  languages[language].script.test("字") &&
  ["Hans", "Hant", "Jpan"].includes(scriptOf(about));

const usesKana = (language: LearningLanguage) => languages[language].script.test("か");

/** In Chinese prose: 見に行く, 「に」, 友達と. In Japanese prose: quoted text without kana, 「了」. */
const sharedRuns = {
  withKana:
    /[「『〜～]?(?:(?<!\p{sc=Han})\p{sc=Han}{1,4})?[\p{sc=Hiragana}\p{sc=Katakana}ー]+(?:[\p{sc=Han}々]{1,4}[\p{sc=Hiragana}\p{sc=Katakana}ー]+)*(?:\p{sc=Han}{0,4}[」』])?[。！？]?/gu,
  quoted: /(?<=[「『“])[\p{sc=Han}\s，。、！？]+(?=[」』”])/gu,
};

/** White space at the edges is not part of the button. */
function withEdges(sentence: string): Piece[] {
  const text = sentence.trim();
  const start = sentence.indexOf(text);
  const [before, after] = [sentence.slice(0, start), sentence.slice(start + text.length)];
  return [plain(before), { kind: "sentence", text } satisfies Piece, plain(after)].filter((piece) => piece.text !== "");
}

/**
 * The text in the language's script and the rest, without looking for sentences: the first `Intl.Segmenter` takes longer than the rest of a
 * first paint.
 */
export function splitRuns(text: string, language: LearningLanguage, isShared = false): Piece[] {
  const shared = usesKana(language) ? sharedRuns.withKana : sharedRuns.quoted;
  const run = isShared ? shared : (runs[language] ??= makeRun(language));
  const { needs } = languages[language];
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(run)) {
    pieces.push(plain(text.slice(end, index)));
    const isOpenable = (found.match(/\p{L}/gu)?.length ?? 0) >= shortestOpenable && isWrittenIn(found, language);
    const isOfOther = needs !== undefined && !needs(found); // Chinese prose in the letters of Japanese
    pieces.push(isOfOther ? plain(found) : { kind: isOpenable ? "sentence" : "run", text: found });
    end = index + found.length;
  }
  pieces.push(plain(text.slice(end)));
  return pieces.filter((piece) => piece.text !== "");
}

const plain = (text: string): Piece => ({ kind: "plain", text });
