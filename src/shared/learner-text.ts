import { isWrittenIn, languages } from "#shared/languages/index.ts";
import { hasFewKana } from "#shared/languages/japanese.ts";
import { languageOf, scriptOf } from "#shared/languages/language-tags.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** A piece of prose. `sentence`: can be opened as a card. `run`: words of the language, drawn in its fonts. */
export type Piece = { kind: "plain" | "run" | "sentence"; text: string };

/** `In one line: 「は」は話題を示す。`: Latin words before the sentence talk about it. */
const leadIn = /\p{sc=Latin}{2}[\s,]+\p{sc=Latin}{2}/u;
/** `Google Maps を使います`: a name, and part of the sentence. */
const nameBefore =
  /(?<!\p{sc=Latin}\s)(?:\p{Lu}[\p{sc=Latin}\p{N}]*\s)+\p{Lu}[\p{sc=Latin}\p{N}]*(?=\s?[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])/gu;
const hasLeadIn = (text: string) => leadIn.test(text) && leadIn.test(text.replace(nameBefore, ""));
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
export const splitLearnerText = (text: string, language: LearningLanguage, about?: string): Piece[] => [
  ...learnerPieces(text, language, about),
];

/** The same, piece by piece: finding all sentences of a long text takes long. */
export function* learnerPieces(text: string, language: LearningLanguage, about?: string): Generator<Piece> {
  const isShared = about !== undefined && sharesCharacters(language, about);
  for (const segment of sentencesOf(text, language)) {
    const isOwn = isWrittenIn(segment, language) && !hasLeadIn(segment);
    if (isOwn && !(isShared && usesKana(language) && hasFewKana(segment))) yield* withEdges(segment);
    else yield* splitRuns(segment, language, isShared);
  }
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

/** In UTF-16 units. A longer quotation counts as separate sentences. */
const longestQuoting = 200;
const quotes: readonly [open: string, close: string][] = [
  ["「", "」"],
  ["『", "』"],
  ["“", "”"],
  ["‘", "’"],
  ["（", "）"],
];
const endsQuote = /[」』”’"）)]$/;
/** What follows a quotation if its sentence goes on: 「行きます。」と言いました, “好！”他说, "가요."라고 했어요. */
const goesOn = /^(?:[とっ、，でにはがをもの]|라고|이라|하고|고 |며 |\p{sc=Han}{1,4}[说說道问問])/u;

/** すごい！と言いました */
const saysSo = /^(?:と|って)(?:言|思|聞|叫|書|答|いう|いい)/u;

/** A sentence contains the sentences that it quotes: 彼は「行きます。」と言いました。 */
function* sentencesOf(text: string, language: LearningLanguage): Iterable<string> {
  let sentence = "";
  for (const { segment } of (segmenters[language] ??= makeSegmenter(language)).segment(text)) {
    const isQuoting =
      sentence !== "" &&
      !sentence.endsWith("\n") &&
      sentence.length + segment.length <= longestQuoting &&
      (isQuoteOpen(sentence.replace(/[(（「『]\s*$/, "")) ||
        (endsQuote.test(sentence) && goesOn.test(segment)) ||
        saysSo.test(segment));
    if (isQuoting) sentence += segment;
    else {
      // an opening bracket belongs to the text after it: 行きます。(Ikimasu.)
      const opens = /[(（「『]\s*$/.exec(sentence)?.[0] ?? "";
      const ended = sentence.slice(0, sentence.length - opens.length);
      if (ended !== "") yield ended;
      sentence = opens + segment;
    }
  }
  if (sentence !== "") yield sentence;
}

const isQuoteOpen = (text: string) =>
  quotes.some(([open, close]) => {
    const at = text.lastIndexOf(open);
    return at !== -1 && !text.includes(close, at);
  });

/** Before a sentence: the speaker in a dialogue, its number, or punctuation that ends the text before it: `A：`, `①`, `1、`, `（2）`, `- `, `、`. */
const beforeSentence =
  /^(?:[A-ZＡ-Ｚ][:：]|[、，。．,）」』]+|[・●■◆•※]|[-–—*+](?=\s)|[①-⑳]|[（(]?\d{1,3}[）)．、](?!\d))\s*(?=[^\s])/u;

/** White space at the edges is not part of the button. */
function withEdges(sentence: string): Piece[] {
  const lead = beforeSentence.exec(sentence.trimStart())?.[0] ?? "";
  const text = sentence.trimStart().slice(lead.length).trim();
  const start = sentence.indexOf(text, sentence.indexOf(lead) + lead.length);
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
