/** Follows a growing text and knows whether its end is inside of Markdown code: a fence, or a span on one line. */
export function createCodeWatch() {
  let isSpan = false;
  /** How far a fence has come. `info`: in its first line, after the backticks. */
  let fence: "none" | "info" | "empty" | "written" = "none";
  let hasTokens = false;
  let ticks = 0;
  let areTicksFirst = false;
  let isBlankLine = true;

  function readCharacter(character: string): void {
    if (character === "`") return readTick();
    ticks = 0;
    if (character === "\n") {
      isSpan = false;
      isBlankLine = true;
      if (fence === "info") fence = "empty";
    } else if (character.trim() !== "") {
      isBlankLine = false;
      if (fence === "empty") fence = "written";
    }
  }

  function readTick(): void {
    ticks += 1;
    if (ticks === 1) {
      areTicksFirst = isBlankLine;
      if (fence === "none") isSpan = !isSpan;
    }
    if (ticks === 3 && areTicksFirst) {
      fence = fence === "none" ? "info" : "none";
      isSpan = false;
      hasTokens = false;
    }
    isBlankLine = false;
  }

  return {
    read(text: string): void {
      if (/[`\n]/.test(text)) for (const character of text) readCharacter(character);
      else if (text !== "") readCharacter(text);
    },
    /** The text goes on with a control token. */
    readToken(): void {
      if (fence !== "none") hasTokens = true;
    },
    reset(): void {
      isSpan = false;
      fence = "none";
    },
    isInSpan: () => isSpan,
    isInFence: () => fence !== "none",
    /** Whether the fence shows control tokens: one is its first word, or one was shown before. */
    isAboutTokens: () => hasTokens || fence === "info" || fence === "empty",
    isAtLineStart: () => isBlankLine,
  };
}
