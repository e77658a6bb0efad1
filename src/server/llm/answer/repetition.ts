type Limits = {
  /** The longest unit whose repetition counts, in UTF-16 units. */
  unit: number;
  /** So much of nothing else, at the end of the text. */
  length: number;
};

/** Nothing a learner asks for says the same thing for so long; a poem's refrain and a table's rule are far from it. */
export const endlessText: Limits = { unit: 200, length: 4_000 };
/** Under a schema models fall into white space, or into one item over and over, and never come out. */
export const endlessJson: Limits = { unit: 64, length: 600 };

/** Ollama ends an answer after more than 30 equal pieces, with neither a closing line nor an error. White space is equal to it. */
const piecesUntilStuck = 30;

/** Counts as Ollama does: are the last pieces of an answer all the same? */
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
 * Does a text that comes in pieces end in one thing repeated without end? `猫猫猫猫… → true`. Asked with each piece; looks only when
 * enough has come since the last look. `length` of a text is repeated when each of its characters is the one `unit` before it.
 */
export function createRepetitionWatch({ unit, length }: Limits): (text: string) => boolean {
  let lookAt = length;
  return (text) => {
    if (text.length < lookAt) return false;
    lookAt = text.length + Math.ceil(length / 8);
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
