import type { Explained, Lesson, Meaning } from "./lesson.ts";

export type Lessons = { lessons: readonly Lesson[]; explained: readonly Explained[] };

/**
 * Reads a file of lessons. `# ` begins a lesson with what the learner types; `title:` and `corrected:` follow, and the answer in lines
 * that begin with `|`. `> ` begins a sentence, `[en]` its explanation in one language, in this order: the translation, a line
 * `word = meaning` for each word, a line `word + word = meaning` for each expression, and `note:`. `- ` before a word: the first answer
 * leaves it out. `word [reading]`: a wrong reading.
 */
export function readLessons(text: string): Lessons {
  const lessons: Lesson[] = [];
  const explained: Explained[] = [];
  for (const part of text.split(/^# /m).filter((each) => each.trim() !== "")) {
    const [head = "", ...sentences] = part.split(/^> /m);
    lessons.push(readLesson(head));
    explained.push(...sentences.flatMap(readSentence));
  }
  return { lessons, explained };
}

function readLesson(head: string): Lesson {
  const [ask = "", ...lines] = head.split("\n");
  const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const corrected = field("corrected");
  return {
    ask,
    title: field("title") ?? "",
    ...(corrected !== undefined && { corrected }),
    answer: lines
      .filter((line) => line.startsWith("|"))
      .map((line) => line.slice(2))
      .join("\n"),
  };
}

function readSentence(part: string): Explained[] {
  const [sentence = "", ...explanations] = part.split(/^\[/m);
  return explanations.map((explanation) => {
    const [head = "", ...lines] = explanation.trim().split("\n");
    const [explanationLanguage = "", translation = ""] = head.split("] ");
    const rows = lines.filter((line) => line.includes(" = ") && !line.startsWith("note: "));
    const isJoin = (line: string) => line.includes(" + ");
    return {
      sentence: sentence.trim(),
      explanationLanguage,
      translation,
      meanings: rows.filter((line) => !isJoin(line)).map(readMeaning),
      joins: rows.filter(isJoin).map((line) => {
        const [words = "", meaning = ""] = line.split(" = ");
        return { surfaces: words.split(" + "), meaning };
      }),
      note: lines.find((line) => line.startsWith("note: "))?.slice("note: ".length) ?? "",
    };
  });
}

function readMeaning(line: string): Meaning {
  const [, late, surface = "", claim, meaning = ""] = /^(- )?(\S+)(?: \[(.+)\])? = (.*)$/.exec(line) ?? [];
  return { surface, meaning, ...(claim !== undefined && { claim }), isLate: late !== undefined };
}
