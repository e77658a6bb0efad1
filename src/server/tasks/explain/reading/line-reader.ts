import { isWrittenIn } from "#shared/languages/index.ts";
import type { ExplainQuestion, Finding, NumberedWord } from "#server/tasks/explain/question.ts";
import { bareLine, cleanField, isRule } from "./bare-text.ts";
import { readNumber, splitAtNumbers } from "./numbers.ts";
import { createRepeated, type Request } from "./repeated.ts";
import { readHead, readRow, type Column } from "./table-rows.ts";
import { isEmptySentence, isLabel, isPlaceholder, isRefusal, isTalk, type Label } from "./tables.ts";
import { joinLines, pickTranslation, withoutQuotedWord, withoutSentence } from "./translation.ts";
import { firstPiece, isReading, leadingWord, namesWord, readWordText, startsWithWord } from "./word-text.ts";

/** Reads the lines of an answer in order. The state is what has been heard: which numbers, and what still waits for its meaning to become clear. */
export function createLineReader(question: ExplainQuestion, request?: Request) {
  const { words, ask, sentence } = question;
  const noteNumber = words.length + 1;
  const lastAsked = Math.max(0, ...ask.words);
  const repeated = createRepeated(question, request);
  const hasOwnScript = !isSameScript(question);

  const heard = new Set<number>();
  /** Words that are a part of an expression; they may have a meaning of their own as well. */
  const joined = new Set<number>();
  /** Words whose line said nothing but the word itself; a later line may say more. */
  const named = new Set<number>();
  /** The lines of the translation. It is complete when a line with a number begins. */
  let translation: string[] = [];
  /** Lines without a number before the first word: a translation, talk, or all the answer. */
  let loose: string[] = [];
  /** A line sounded like a refusal. */
  let soundsRefused = false;
  /** A heading that stands alone says what the next line is. */
  let heading: "translation" | "note" | null = null;
  let columns: Column[] | null = null;
  /** `1. Translation: …`: this model counts the translation as line 1. */
  let offset = 0;
  /** The word whose meaning stands in the lines below it. */
  let openWord: { word: NumberedWord; reading: string } | null = null;
  /** The number of the latest word. */
  let last = 0;
  let isForeign = false;
  let isDone = false;

  const hasWord = () => joined.size > 0 || [...heard].some((number) => number > 0 && number < noteNumber);
  const isTranslationHeard = () => heard.has(0) || translation.length > 0;
  const isLastHeard = () => isHeard(lastAsked) || named.has(lastAsked) || ask.words.every(isHeard);
  const isHeard = (number: number) => heard.has(number) || joined.has(number);
  const isOwnText = (text: string) => !hasOwnScript || !isWrittenIn(text, question.language);

  function checkDone() {
    const isAllHeard = (!ask.translation || heard.has(0)) && ask.words.every(isHeard) && !ask.note;
    const isNoteLast = heard.has(noteNumber) && (hasWord() || named.size > 0 || ask.words.length === 0);
    if (isAllHeard || isNoteLast) isDone = true;
  }

  function addLine(raw: string): Finding[] {
    if (isDone || isRule(raw)) return [];
    const line = bareLine(raw);
    if (line === "") return [];
    const flushed = /^\p{N}/u.test(line) ? flush() : [];
    if (repeated.isRepeated(line)) return flushed;
    const head = readHead(question, line);
    if (head) {
      columns = head;
      return flushed;
    }
    const parts = splitAtNumbers(readRow(line, columns), noteNumber).flatMap((part) => splitAtWords(question, part));
    const found = [...flushed, ...parts.flatMap(addPart)];
    checkDone();
    return isForeign ? [] : found;
  }

  function addPart(part: string): Finding[] {
    if (isDone) return [];
    const counted = words.find(({ word }) => /^\d/.test(word.surface) && part.startsWith(word.surface));
    const labelled = readLabel(part);
    const numbered = counted && clearDivider.test(startsWithWord(counted, part) ?? "") ? null : readNumber(part);
    if (numbered && !(labelled && !/^\d/.test(part)))
      return addNumbered(numbered.from - offset, numbered.to - offset, numbered.text);
    if (labelled) return addLabelled(labelled);
    const word = findWord(part);
    if (word) return addWord(word.word, word.rest, true);
    // a word of another sentence, such as that of the example
    const text = withoutSentence(question, part);
    if (text === "" || (hasOwnScript && leadingWord(question, text) !== null)) return [];
    return addLoose(text);
  }

  function addNumbered(from: number, to: number, text: string): Finding[] {
    const labelled = readLabel(text);
    if (labelled?.kind === "translation" && from <= 1 && !isTranslationHeard()) {
      offset += from;
      return setTranslation(labelled.text);
    }
    if (labelled?.kind === "note" && from !== 0 && from > lastAsked) return addNote(labelled.text);
    if (from <= 0) return setTranslation(labelled && labelled.kind !== "note" ? labelled.text : text);
    const other = findOther(from, text);
    if (other === "foreign") {
      if (from >= noteNumber && isLastHeard()) isDone = true;
      return [];
    }
    if (other) return addWord(other.word, other.rest, true);
    if (from === noteNumber) return addNote(text);
    if (from > noteNumber) {
      if (isLastHeard()) isDone = true;
      return [];
    }
    if (to > from) return addJoin(from, to, text);
    const word = words[from - 1];
    return word ? addWord(word, text) : [];
  }

  /** The word that a line names, if that is another one than its number says. The word is right more often than the number. */
  function findOther(number: number, text: string): { word: NumberedWord; rest: string } | "foreign" | null {
    const own = words[number - 1];
    const lead = leadingWord(question, text);
    if (lead === null) return null;
    const isOfOther = words.some((word) => word !== own && namesWord(word, lead));
    if (!hasOwnScript && !isOfOther) return null;
    if (own && startsWithWord(own, text) !== null) return null;
    if (
      own &&
      !isOfOther &&
      (isReading(question, own, firstPiece(text)) || isPartOf(own, lead) || namesWord(own, lead))
    )
      return null;
    return findWord(text) ?? "foreign";
  }

  function addWord(word: NumberedWord, text: string, isNamed = false): Finding[] {
    const translated = startTranslated();
    const { number } = word;
    if (!ask.words.includes(number)) return translated;
    if (heard.has(number)) {
      // a model that goes back after the last word is in a loop
      if (isLastHeard() && number !== last) isDone = true;
      return translated;
    }
    last = number;
    // 猫 1: cat
    const own = readNumber(text);
    const said = readWordText(question, word, own?.from === number && own.text !== "" ? own.text : text, isNamed);
    const { meaning, reading } = said;
    openWord = null;
    if (meaning === "" || namesWord(word, meaning)) {
      openWord = { word, reading: reading ?? "" };
      named.add(number);
      return meaning === "" ? translated : [...translated, { type: "meaning", number, meaning }];
    }
    heard.add(number);
    if (isPlaceholder(meaning) && !word.meanings.includes(meaning)) return translated;
    return [...translated, { type: "meaning", number, meaning, ...(reading !== undefined && { reading }) }];
  }

  function addJoin(from: number, to: number, text: string): Finding[] {
    const translated = startTranslated();
    const inside = words.slice(from - 1, to);
    if (to > words.length || inside.some(({ number }) => !ask.words.includes(number))) return translated;
    const surface = sentence.slice(inside[0]?.word.start, inside.at(-1)?.word.end);
    const bare = startsAfter(text, surface) ?? text;
    const meaning = cleanField(bare);
    if (isPlaceholder(meaning) || !isOwnText(meaning)) return translated;
    inside.forEach(({ number }) => joined.add(number));
    return [...translated, { type: "join", from, to, meaning }];
  }

  function addNote(text: string): Finding[] {
    const translated = startTranslated();
    if (heard.has(noteNumber)) return translated;
    const note = cleanNote(text);
    if (note === "") {
      if (text.trim() === "") heading = "note";
      else heard.add(noteNumber);
      return translated;
    }
    heard.add(noteNumber);
    return ask.note ? [...translated, { type: "note", text: note }] : translated;
  }

  function setTranslation(text: string): Finding[] {
    if (isTranslationHeard()) {
      // the answer begins again
      if (hasWord()) isDone = true;
      return [];
    }
    const found = withoutQuotedWord(question, withoutSentence(question, text));
    if (text.trim() === "") heading = "translation";
    // 0 猫 = cat
    if (isEmptySentence(found) || /\s[=＝|→]\s/.test(found)) return [];
    if (repeated.isExampleTranslation(found)) isForeign = true;
    translation = [found];
    if (heading === "translation") heading = null;
    return [];
  }

  function addLabelled({ kind, text }: Labelled): Finding[] {
    switch (kind) {
      case "translation":
        return setTranslation(text);
      case "note":
        if (text === "" && !isLastHeard()) return [];
        return [...flush(), ...addNote(text)];
      case "meaning":
        if (openWord) return addMeaningBelow(text);
        return hasWord() ? [] : setTranslation(text);
      case "reading":
        if (openWord) openWord.reading = text;
        return [];
      case "words":
        heading = null;
        return text === "" ? flush() : addPart(text);
      default:
        return [];
    }
  }

  function addMeaningBelow(text: string): Finding[] {
    if (!openWord) return [];
    const { word, reading } = openWord;
    return addWord(word, isPlaceholder(reading) ? text : `[${reading}] ${text}`);
  }

  function addLoose(line: string): Finding[] {
    if (isRefusal(line)) soundsRefused = true;
    if (heading === "note") return addNote(line);
    if (heading === "translation") return setTranslation(line);
    if (translation.length > 0 && !hasWord()) {
      if (isOwnText(line) && !isTalk(line)) translation.push(line);
      return [];
    }
    if (hasWord() || (named.size > 0 && !isTranslationWanted())) return addAfterWords(line);
    if (isTalk(line) || !isOwnText(line)) return [];
    loose.push(line);
    return isTranslationWanted() && ask.words.length === 0 ? startTranslated() : [];
  }

  const isTranslationWanted = () => ask.translation && !isTranslationHeard();

  /** Behind the last word stands the note, or something that is not ours. */
  function addAfterWords(line: string): Finding[] {
    if (!isLastHeard()) return [];
    const isNote = ask.note && !heard.has(noteNumber) && !isTalk(line) && !isRefusal(line) && isOwnText(line);
    if (!isNote) {
      isDone = true;
      return [];
    }
    return addNote(line);
  }

  /** The translation is complete, because a word follows it. Lines without a number in front of the words were the translation. */
  function startTranslated(): Finding[] {
    const first = loose;
    loose = [];
    if (isTranslationWanted()) {
      const found = pickTranslation(question, first);
      if (found !== null) setTranslation(found);
    }
    return flush(true);
  }

  function flush(isFollowed = false): Finding[] {
    if (translation.length === 0) return [];
    const text = joinLines(translation);
    if (isRefusal(text) && !isFollowed) return [];
    translation = [];
    heard.add(0);
    return ask.translation ? [{ type: "translation", text }] : [];
  }

  /** The word that a line begins with. Only a space behind it divides less clearly: a note can begin with a word too, so then the word must be missing. */
  function findWord(text: string): { word: NumberedWord; rest: string } | null {
    const isOpen = ({ number }: NumberedWord) => !heard.has(number);
    const isInOrder = loose.length > 2 && !hasWord();
    const fitting = words
      .map((word) => ({ word, rest: startsWithWord(word, text) }))
      .flatMap(({ word, rest }) => (rest === null || rest.trim() === "" ? [] : [{ word, rest }]))
      .filter(({ word, rest }) => clearDivider.test(rest) || (hasOwnScript && isOpen(word) && !isInOrder))
      .toSorted((one, other) => other.word.word.surface.length - one.word.word.surface.length);
    return fitting.find(({ word }) => isOpen(word)) ?? fitting[0] ?? null;
  }

  const isRefused = () => soundsRefused && !hasWord() && !heard.has(0);

  function end(): Finding[] {
    if (isForeign) return [];
    const found = flush(hasWord());
    soundsRefused ||= translation.length > 0;
    return found.length > 0 || isRefused() || loose.length === 0 ? found : readInOrder();
  }

  /** Lines without numbers are the translation, the words and the note in order, if they are as many; else a translation at most. */
  function readInOrder(): Finding[] {
    const lines = loose;
    loose = [];
    const first = isTranslationWanted() ? 1 : 0;
    const asked = ask.words.flatMap((number) => words[number - 1] ?? []);
    const rest = lines.slice(first);
    const isShort = rest.slice(0, asked.length).every((line) => line.length <= 40 && !/[.!?。！？]$/.test(line));
    const isWhole = rest.length === asked.length || (ask.note && rest.length === asked.length + 1);
    if (asked.length > 0 && isWhole && isShort) {
      if (first) setTranslation(lines[0] ?? "");
      const found = asked.flatMap((word, index) => addWord(word, rest[index] ?? ""));
      return [...found, ...(rest.length > asked.length ? addNote(rest.at(-1) ?? "") : [])];
    }
    const found = first ? pickTranslation(question, lines) : null;
    if (found === null || (hasOwnScript && quotesSentence(found))) return [];
    setTranslation(found);
    return flush();
  }

  /** Prose about the words is no translation: `「猫」 means cat`. */
  const quotesSentence = (text: string) =>
    words.some(({ word }) => text.includes(word.surface) && /\p{L}/u.test(word.surface));

  return {
    /** Reads a complete line. */
    add: addLine,
    /** Looks at the beginning of a line: with a number at its beginning, the translation above it is complete. */
    begin(text: string): Finding[] {
      const isComplete = translation.length > 0 && !isForeign && /^\p{N}/u.test(bareLine(text));
      return isComplete ? flush() : [];
    },
    end,
    isDone: () => isDone,
    isRefused,
  };
}

const clearDivider = /^\s*(?:(?:[([（【][^()[\]（）【】]*[)\]）】]|\(?\d+\)?)?\s*(?:[:：=＝→⇒|]|[-–—]\s)|\d+[.)])/;

type Labelled = { kind: Label; text: string };
const labelKinds = [
  "translation",
  "note",
  "sentence",
  "meaning",
  "reading",
  "words",
  "part",
  "aside",
  "word",
  "number",
] as const;

/** `翻訳：猫が好きです` and `### Translation`. A label alone in its line is a heading. */
function readLabel(line: string): Labelled | null {
  const boxed = /^[【[（(]([^【】[\]()（）]{1,30})[】\])）]\s*[:：]?\s*(.*)$/su.exec(line);
  const boxedKind = labelKinds.find((each) => isLabel(boxed?.[1] ?? "", each));
  if (boxed && boxedKind) return { kind: boxedKind, text: boxed[2] ?? "" };
  const divided = /^["'“「【[(]?([^:：=＝|]{1,30}?)["'”」】\])]?\s*(?:[:：=＝|]|\s[-–—]\s)\s*(.*)$/su.exec(line);
  const [name, text] = divided ? [divided[1] ?? "", divided[2] ?? ""] : [line.replace(/^[【[(]|[】\])]$/g, ""), ""];
  const kind = labelKinds.find((each) => isLabel(name, each));
  return kind === undefined ? null : { kind, text: cleanLabelled(text) };
}

const cleanLabelled = (text: string) => text.trim();

/** `猫 = cat, が = (subject), 好き = like` in one line. */
function splitAtWords({ words }: ExplainQuestion, line: string): string[] {
  const names = words.map(({ word }) => escape(word.surface)).join("|");
  if (names === "") return [line];
  const pieces = line.split(new RegExp(`[,;、，；|/]\\s*(?=(?:${names})\\s*[=＝:：→])`, "u"));
  return pieces.length > 2 ? pieces : [line];
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

function startsAfter(text: string, surface: string): string | null {
  const bare = text.replace(/^[\s"'“「『]+/, "");
  return surface !== "" && bare.startsWith(surface) && bare.length > surface.length ? bare.slice(surface.length) : null;
}

/** `猫が` and `行く` belong to the lines of 猫 and of 行きました. */
function isPartOf({ word }: NumberedWord, text: string): boolean {
  const names = [word.surface, word.lemma ?? ""].filter((name) => name !== "");
  return names.some((name) => name.includes(text) || text.includes(name));
}

function cleanNote(text: string): string {
  const labelled = readLabel(text);
  const note = cleanField(labelled?.kind === "note" ? labelled.text : text);
  return isEmptySentence(note) ? "" : note;
}

const language = (tag: string) => new Intl.Locale(tag).maximize();

/** Whether meanings are written in the letters of the sentence, so that letters do not tell a word from its meaning. */
function isSameScript({ language: learning, explanationLanguage }: ExplainQuestion): boolean {
  const [one, other] = [language(learning), language(explanationLanguage)];
  const han = ["ja", "zh"];
  return one.language === other.language || (han.includes(one.language) && han.includes(other.language));
}
