/** Moves the current word of a text by an arrow key, Home or End. False: the key is another, or the text has no words. */
export function moveCurrent(root: HTMLElement, key: string): boolean {
  const words = [...root.querySelectorAll<HTMLElement>("[data-word]")];
  if (words.length === 0) return false;
  const numbers = [...new Set(words.map(({ dataset }) => dataset["word"]))];
  const at = numbers.indexOf(root.querySelector<HTMLElement>("[data-current]")?.dataset["word"]);
  const last = numbers.length - 1;
  const to = {
    ArrowRight: Math.min(at + 1, last),
    ArrowLeft: at === -1 ? last : Math.max(at - 1, 0),
    Home: 0,
    End: last,
  }[key];
  if (to === undefined) return false;
  makeCurrent(root, Number(numbers[to]));
  const current = root.querySelector<HTMLElement>("[data-current]");
  current?.scrollIntoView({ block: "nearest" });
  // the popup follows the current word
  current?.dispatchEvent(new Event("currentword", { bubbles: true }));
  return true;
}

/** Makes a word the current one, from which the arrow keys continue. */
export function makeCurrent(root: HTMLElement, index: number): void {
  leaveCurrent(root);
  for (const word of root.querySelectorAll<HTMLElement>(`[data-word="${index}"]`)) word.dataset["current"] = "";
}

/** Clears the current word. Returns false if there was none. */
export function leaveCurrent(root: HTMLElement): boolean {
  const current = root.querySelectorAll<HTMLElement>("[data-current]");
  for (const word of current) delete word.dataset["current"];
  return current.length > 0;
}
