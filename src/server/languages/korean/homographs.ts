import list from "./homographs.txt" with { type: "text" };

/** A spelling may belong to `first` or `second`; a cue beside it means the second. */
export type Homograph = { first: string; second: string; before: string[]; after: string[] };

export function readHomographs(): Homograph[] {
  return list
    .split("\n")
    .filter((line) => line.includes(" / ") && !line.startsWith("#"))
    .map((line) => {
      const [pair = "", cues = ""] = line.split(":");
      const [first = "", second = ""] = pair.split(" / ").map((word) => word.trim());
      const words = cues.trim().split(/\s+/);
      return {
        first,
        second,
        before: words.filter((cue) => cue !== "" && !cue.startsWith(">")),
        after: words.filter((cue) => cue.startsWith(">")).map((cue) => cue.slice(1)),
      };
    });
}
