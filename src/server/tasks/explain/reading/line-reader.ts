import { isWrittenIn } from "#shared/languages/index.ts";
import type { ExplainQuestion, Finding, NumberedWord } from "#server/tasks/explain/question.ts";
import type { Prompt } from "#server/tasks/task.ts";
import { bareLine, cleanField, isRule } from "./bare-text.ts";
import { readLabel, readPart, splitLine } from "./line-parts.ts";
import { readNumber } from "./numbers.ts";
import { createRepeated } from "./repeated.ts";
import { isSameScript } from "./same-script.ts";
import { readHead, readRow, type Column } from "./table-rows.ts";
import { isEmptySentence, isPlaceholder, isRefusal, isTalk, type Label } from "./tables.ts";
import { joinLines, pickTranslation, withoutQuotedWord, withoutSentence } from "./translation.ts";
import { namesWord, readWordText } from "./word-text.ts";

/** Reads the lines of an answer in order. The state is what has been heard: which numbers, and what still waits for its meaning to become clear. */
export function createLineReader(question: ExplainQuestion, prompt?: Prompt) {
  const { words, ask, sentence } = question;
  const noteNumber = words.length + 1;
  const lastAsked = Math.max(0, ...ask.words);
  const repeated = createRepeated(question, prompt);
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
    const found = [...flushed, ...splitLine(question, readRow(line, columns)).flatMap(addPart)];
    checkDone();
    return isForeign ? [] : found;
  }

  function addPart(text: string): Finding[] {
    if (isDone) return [];
    const isMissing = ({ number }: NumberedWord) => !heard.has(number);
    const part = readPart(question, text, { offset, isMissing, hasClearSigns: loose.length > 2 && !hasWord() });
    switch (part.kind) {
      case "numbered":
        return addNumbered(part.from, part.to, part.text);
      case "labelled":
        return addLabelled(part.label, part.text);
      case "word":
        return addWord(part.word, part.text, true);
      case "foreign":
        if (part.number >= noteNumber && isLastHeard()) isDone = true;
        return [];
      case "text":
        return part.text === "" ? [] : addLoose(part.text);
    }
  }

  function addNumbered(from: number, to: number, text: string): Finding[] {
    const labelled = readLabel(text);
    if (labelled?.label === "translation" && from <= 1 && !isTranslationHeard()) {
      offset += from;
      return setTranslation(labelled.text);
    }
    if (labelled?.label === "note" && from !== 0 && from > lastAsked) return addNote(labelled.text);
    if (from <= 0) return setTranslation(labelled && labelled.label !== "note" ? labelled.text : text);
    if (from === noteNumber) return addNote(text);
    if (from > noteNumber) {
      if (isLastHeard()) isDone = true;
      return [];
    }
    if (to > from) return addJoin(from, to, text);
    const word = words[from - 1];
    return word ? addWord(word, text) : [];
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

  function addLabelled(label: Label, text: string): Finding[] {
    switch (label) {
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

function startsAfter(text: string, surface: string): string | null {
  const bare = text.replace(/^[\s"'“「『]+/, "");
  return surface !== "" && bare.startsWith(surface) && bare.length > surface.length ? bare.slice(surface.length) : null;
}

function cleanNote(text: string): string {
  const labelled = readLabel(text);
  const note = cleanField(labelled?.label === "note" ? labelled.text : text);
  return isEmptySentence(note) ? "" : note;
}
