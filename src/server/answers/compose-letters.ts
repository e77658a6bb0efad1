/** More marks than any letter has, in UTF-16 units: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format */
const mostMarks = 30;

/**
 * Brings a growing answer into NFC, the form in which every text is stored and shown. Most models write composed letters, which never wait.
 * When a piece changes the letter before it (か, then its mark), `onRestart` is called and the next piece is the whole text. From then on the last
 * letter waits for the piece after it.
 */
export function createLetterComposer(onRestart: () => void) {
  let text = "";
  /** The end of the text. Taken apart from the text, because slicing a long text that grows would copy it for each piece. */
  let end = "";
  /** The last letter, which the next piece may change. */
  let last = "";
  let isDecomposed = false;
  const restart = () => {
    text = end = last = "";
  };

  function add(piece: string): string {
    let next = (last + piece).normalize("NFC");
    last = "";
    const seam = end + next.slice(0, mostMarks);
    if (seam.normalize("NFC") !== seam) {
      next = (text + next).normalize("NFC");
      onRestart();
      restart();
      isDecomposed = true;
    }
    if (isDecomposed) [next, last] = beforeLastLetter(next);
    text += next;
    end = (end + next).slice(-mostMarks);
    return next;
  }

  async function* compose(pieces: AsyncIterable<string>): AsyncGenerator<string> {
    restart();
    try {
      for await (const piece of pieces) {
        const next = add(piece);
        if (next !== "") yield next;
      }
    } catch (error) {
      if (last !== "") yield last;
      throw error;
    }
    if (last !== "") yield last;
  }

  return {
    /** Yields the pieces of an answer in NFC. */
    compose,
    /** Forgets the text until now: it was no part of the answer. */
    restart,
  };
}

/** Divides a text in NFC before its last letter. */
function beforeLastLetter(text: string): [before: string, last: string] {
  const at = text.search(/\P{M}\p{M}*$/u);
  return at < 0 ? ["", text] : [text.slice(0, at), text.slice(at)];
}
