import list from "./homographs.txt" with { type: "text" };

/** A word, its pronunciation if the table gives one, and the cues that speak for it. */
export type Sense = { word: string; said: string; before: string[]; after: string[] };

/** The pairs of words that share spellings; without a cue the first is meant. */
export const readHomographs = (): [Sense, Sense][] =>
  list
    .split("\n")
    .filter((line) => line.includes(" / ") && !line.startsWith("#"))
    .map((line) => {
      const [first = "", second = ""] = line.split(" / ");
      return [readSense(first), readSense(second)];
    });

function readSense(text: string): Sense {
  const [name = "", cues = ""] = text.replace(")", "").split("(");
  const [word = "", said = ""] = name.trim().replace("]", "").split("[");
  const words = cues.split(/\s+/).filter(Boolean);
  return {
    word,
    said,
    before: words.filter((cue) => !cue.startsWith(">")),
    after: words.filter((cue) => cue.startsWith(">")).map((cue) => cue.slice(1)),
  };
}
