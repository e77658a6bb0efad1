/** The text without its last line, which is not complete while the model writes, or if its answer was cut off. */
export const wholeLines = (text: string): string => text.slice(0, text.lastIndexOf("\n") + 1);
