type Limits = {
  /** The longest repeated unit to look for, in UTF-16 units. */
  unit: number;
  /** How much text, at the end, must consist of that unit alone. */
  length: number;
};

/** No useful answer repeats one thing for so long; a poem's refrain or a table's rule is far shorter. */
export const endlessText: Limits = { unit: 200, length: 4_000 };
/** Under a schema, a model can get stuck in white space or repeat one item endlessly. */
export const endlessJson: Limits = { unit: 64, length: 600 };

/** After more than 30 equal pieces, Ollama ends an answer without a closing line or an error. It treats all white space as equal. */
const piecesUntilStuck = 30;

/** Counts equal pieces at the end of an answer, as Ollama does. */
export function createStuckWatch(): { add: (piece: string) => void; isStuck: () => boolean } {
  let last: string | null = null;
  let equal = 0;
  return {
    add(piece) {
      const trimmed = piece.trim();
      equal = trimmed === last ? equal + 1 : 1;
      last = trimmed;
    },
    isStuck: () => equal >= piecesUntilStuck,
  };
}

/**
 * Detects whether a growing text ends in one unit repeated endlessly: `猫猫猫猫… → true`. Called with each piece, but searches only
 * when enough text was added since the last search. A text has the period `n` if each character equals the one `n` before it.
 */
export function createRepetitionWatch({ unit, length }: Limits): (text: string) => boolean {
  let searchAt = length;
  return (text) => {
    if (text.length < searchAt) return false;
    searchAt = text.length + Math.ceil(length / 8);
    const tail = text.slice(-length);
    if (tail.trim() === "") return true;
    for (let period = 1; period <= unit; period += 1) if (repeats(tail, period)) return true;
    return false;
  };
}

function repeats(text: string, period: number): boolean {
  for (let index = text.length - 1; index >= period; index -= 1) if (text[index] !== text[index - period]) return false;
  return true;
}
