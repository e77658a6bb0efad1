import { isWrittenIn, languages } from "#shared/languages/index.ts";
import type { ExplainQuestion, NumberedWord } from "#server/tasks/explain/question.ts";
import { languageOf } from "#shared/languages/language-tags.ts";
import { cleanField } from "./bare-text.ts";
import { simplifiedCharacters } from "./chinese-scripts.ts";
import { isPartOfSpeech } from "./tables.ts";

/** What a line says of a word. `reading`: only if the word's reading was asked for. */
export type Said = { meaning: string; reading?: string };

const letterFolds = (text: string) =>
  text
    .normalize("NFKC")
    .replace(/[\s"'“”‘’「」『』.,。、!?！？]/g, "")
    .toLowerCase();

/** Whether a piece of a line names this word: its surface, its dictionary form or both with a reading. */
export function namesWord({ word }: NumberedWord, text: string): boolean {
  const folded = foldScripts(letterFolds(text));
  return [word.surface, word.lemma ?? ""].some((name) => name !== "" && foldScripts(letterFolds(name)) === folded);
}

/** 老師 and 老师 are one word. */
const foldScripts = (text: string) => {
  const simplified = simplifiedCharacters(text);
  return Array.from(text, (letter) => simplified[letter] ?? letter).join("");
};

/** Whether a piece of a line is a reading and not a meaning. `(to)` is the romanisation of と as well, so only the word's own readings count there. */
export function isReading(question: ExplainQuestion, { word, candidates }: NumberedWord, text: string): boolean {
  const { language } = question;
  const { normaliseReading, toOwnNotation, looksLikeReading, canBeReading } = languages[language];
  const bare = text.replace(/^[[/]|[\]/]$/g, "").trim();
  if (bare === "") return false;
  const said = normaliseReading(toOwnNotation(bare));
  const known = [...candidates, ...word.candidates, word.reading, word.surface].filter((reading) => reading !== "");
  if (known.some((reading) => normaliseReading(reading) === said)) return true;
  if (
    bare.includes("|") &&
    bare
      .split("|")
      .every((part) => known.some((reading) => normaliseReading(reading) === normaliseReading(toOwnNotation(part))))
  )
    return true;
  // a word in the letters of readings has no other reading that can be told from a word
  if (looksLikeReading(word.surface)) return false;
  return isBareReading(question, bare) && canBeReading(word.surface, bare);
}

/** The reading as it was offered, or, for a word that the engine cannot read, as the language writes it. */
function chosenReading({ language }: ExplainQuestion, { word, candidates, isUnread }: NumberedWord, text: string) {
  const { normaliseReading, toOwnNotation, canBeReading } = languages[language];
  const own = toOwnNotation(text.replace(/^[[/]|[\]/]$/g, "").trim());
  const candidate = candidates.find((each) => normaliseReading(each) === normaliseReading(own));
  if (candidate !== undefined) return candidate;
  const isClaim = isUnread && normaliseReading(own) !== normaliseReading(word.surface);
  return isClaim && canBeReading(word.surface, own) ? own : undefined;
}

const bracket =
  /^\s*(?:\[([^[\]]*)\]|\(([^()]*)\)|（([^（）]*)）|【([^【】]*)】|\/([^/]+)\/(?=\s)|〔([^〔〕]*)〕|\{([^{}]*)\})/;
const endBracket = /(?:\[([^[\]]*)\]|\(([^()]*)\)|（([^（）]*)）|【([^【】]*)】)\s*$/;
// a longer run of white space would take its length squared
const divider = /\s{0,9}[:：=＝→⇒|]\s*|\s{1,9}[-–—/]\s+|\s{0,9}[–—]\s*/;

const inside = (match: RegExpExecArray) => (match.slice(1).find((part) => part !== undefined) ?? "").trim();

/** Takes the word, its reading and its part of speech from a line, in any order, and leaves the meaning. `isWordRead`: the line began with the word, which is cut off. */
export function readWordText(question: ExplainQuestion, word: NumberedWord, line: string, isWordRead: boolean): Said {
  let reading: string | undefined;
  const readingOf = (text: string) => {
    if (
      !isReading(question, word, text) &&
      !(word.isUnread && chosenReading(question, word, text) !== undefined && isBareReading(question, text))
    )
      return false;
    reading ??= chosenReading(question, word, text);
    return true;
  };
  const isAside = (text: string) =>
    text.trim() === "" || readingOf(text) || namesWord(word, text) || isPartLabel(word, text);

  let isNamed = isWordRead;
  let rest = line.trim();
  for (;;) {
    const shorter = withoutFirst(rest) ?? withoutLast(rest);
    if (shorter === null) break;
    rest = shorter;
  }
  // [きのう] alone: a reading without a meaning
  const alone = /^\[([^[\]]*)\]$/.exec(rest);
  const box = alone?.[1] ?? "";
  if (alone && (readingOf(box) || isBareReading(question, box) || box.includes("|"))) return { meaning: "" };
  const meaning = rest
    .split("|")
    .map(cleanField)
    .filter((cell) => cell !== "" && !isAside(cell));
  const said = meaning.length > 0 ? cleanField(meaning.join("; ")) : cleanField(rest.replaceAll("|", " "));
  return { meaning: withoutEcho(said), ...(reading !== undefined && { reading }) };

  /** The text without the piece at its beginning, if that is no meaning and something is left; else null. */
  function withoutFirst(text: string): string | null {
    const bare = text.replace(/^[\s:：=＝→⇒|,、]+|^[-–—]+\s+/, "");
    if (bare !== text) return bare === "" ? null : bare;
    const boxed = bracket.exec(text);
    if (boxed && (isAside(inside(boxed)) || isReadingBox(boxed))) return nonEmpty(text.slice(boxed[0].length));
    const [token = ""] = text.split(" ");
    if (token !== text && isBareReading(question, token) && isReading(question, word, token) && readingOf(token)) {
      return nonEmpty(text.slice(token.length));
    }
    const named = isNamed ? null : startsWithWord(word, text);
    isNamed ||= named !== null;
    if (named !== null) return nonEmpty(named);
    const divided = divider.exec(text);
    if (!divided || divided.index === 0) return null;
    const piece = text.slice(0, divided.index).replace(/^["'“「]|["'”」]$/g, "");
    const isWord = isAside(piece) || isStretch(question, word, piece);
    return isWord ? nonEmpty(text.slice(divided.index + divided[0].length)) : null;
  }

  /** The reading stands in square brackets, as asked. Whatever else a model writes there is no part of the meaning. */
  function isReadingBox(boxed: RegExpExecArray): boolean {
    if (boxed[1] === undefined) return false;
    reading ??= chosenReading(question, word, boxed[1]);
    return word.candidates.length > 0 || word.isUnread || /^\S+$/.test(boxed[1]);
  }

  function withoutLast(text: string): string | null {
    const boxed = endBracket.exec(text);
    if (boxed && boxed.index > 0 && isAside(inside(boxed))) return nonEmpty(text.slice(0, boxed.index));
    const pieces = text.split(divider);
    const last = pieces.at(-1) ?? "";
    if (pieces.length < 2 || isPartOfSpeech(last) || !isAside(last)) return null;
    return nonEmpty(text.slice(0, text.length - last.length).replace(/(?<![\s:：=＝→⇒|–—/-])[\s:：=＝→⇒|–—/-]+$/, ""));
  }
}

/** `coin = coin` */
const withoutEcho = (meaning: string) => {
  const [first = "", second, ...more] = meaning.split(/\s*[=＝→]\s*/);
  return second !== undefined && more.length === 0 && letterFolds(first) === letterFolds(second) ? second : meaning;
};

/** `友達と` in the line of 友達. */
const isStretch = ({ language }: ExplainQuestion, { word }: NumberedWord, piece: string) =>
  piece.startsWith(word.surface) && piece.length <= word.surface.length + 4 && isWrittenIn(piece, language);

const nonEmpty = (text: string) => (text.trim() === "" ? null : text.trim());

/** Letters that a reading is written in, whole: not a meaning in the explanation language. */
function isBareReading({ language, explanationLanguage }: ExplainQuestion, text: string): boolean {
  const bare = text.replace(/^[[/]|[\]/]$/g, "").trim();
  const isOwnScript = languageOf(explanationLanguage) === languageOf(language);
  return languages[language].looksLikeReading(bare) && !isOwnScript;
}

/** A word can mean "name" or "number", which are parts of speech as well. */
const isPartLabel = ({ meanings, word }: NumberedWord, text: string) =>
  isPartOfSpeech(text) &&
  ![...meanings, ...(word.dictionaryMeanings ?? [])].some((meaning) => letterFolds(meaning) === letterFolds(text));

/** What follows the word at the beginning of a text; null if it does not begin with the word as a whole. */
export function startsWithWord({ word }: NumberedWord, text: string): string | null {
  const bare = text.replace(/^["'“「『]/, "");
  for (const name of [word.surface, word.lemma ?? ""]) {
    if (name === "" || !bare.startsWith(name)) continue;
    const rest = bare.slice(name.length).replace(/^["'”」』]/, "");
    if (rest === "" || /^\s*[:：=＝→⇒|[(（【–—]|^\s|^-\s?/.test(rest)) return rest;
  }
  return null;
}

/** The first piece of a line if it is a word of the learning language in front of a dividing sign: `友達: friend` → 友達. */
export function leadingWord({ language }: ExplainQuestion, text: string): string | null {
  const divided = /^["'“「]?([^:：=＝→⇒|()（）[\]【】]+?)["'”」]?\s*(?:[:：=＝→⇒|]|\s[-–—]\s|[([（【])/.exec(text);
  const piece = divided?.[1]?.trim() ?? "";
  return piece !== "" && isWrittenIn(piece, language) ? piece : null;
}

/** What stands in front of the first dividing sign. */
export const firstPiece = (text: string): string => (text.split(divider)[0] ?? "").trim();
