import list from "./word-groups.txt" with { type: "text" };

/** A group of `word-groups.txt`. Throws if there is none of this name. */
export function readGroup(name: string): Set<string> {
  const line = list.split("\n").find((text) => text.startsWith(`${name}: `));
  if (line === undefined) throw new Error(`word-groups.txt has no "${name}"`);
  return new Set(line.slice(name.length + 2).split(" "));
}

/** Verbs that follow another verb: 먹고 싶다. */
export const auxiliaries = readGroup("auxiliaries");
