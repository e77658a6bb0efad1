/** Something to see: no white space, no control characters, none that only join, divide or fill (U+200B, U+200D, the Hangul fillers, the empty Braille cell). */
export const visiblePattern = String.raw`[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]`;
const visible = new RegExp(visiblePattern, "u");

/** Whether a learner sees anything of a text. */
export const hasVisibleText = (text: string): boolean => visible.test(text);
