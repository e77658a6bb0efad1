/** How far the learner is in a language: beginner, lower intermediate, intermediate, upper intermediate. */
export const levels = ["beginner", "lower", "middle", "upper"] as const;
export type Level = (typeof levels)[number];

/**
 * When readings stand above words. `unknown`: above the words that the learner need not know at their level. `hover`: above the word under the
 * pointer, and the one that was tapped. In each case but `off` their space is kept, so that a reading that appears moves nothing.
 */
export const readingDisplays = ["always", "unknown", "hover", "off"] as const;
export type ReadingDisplay = (typeof readingDisplays)[number];

/** How readings of Traditional Chinese are written. */
export const chineseNotations = ["pinyin", "zhuyin"] as const;
export type ChineseNotation = (typeof chineseNotations)[number];

/** Colours of the four tones and the neutral tone. There is no standard; these are the two that most dictionaries follow (web/styles/tones.css). */
export const tonePalettes = ["off", "dummitt", "pleco"] as const;

/** The size of text in a learning language, beside the text of the app. */
export const textSizes = ["small", "normal", "large", "largest"] as const;

export const textDirections = ["horizontal", "vertical"] as const;

/** Where the voice comes from: the learner's system, or the speech server that they set up. */
export const speechSources = ["system", "server"] as const;
export type SpeechSource = (typeof speechSources)[number];

export const themes = ["system", "light", "dark"] as const;

/**
 * What may be asked of YouTube. `ask`: not decided, nothing is asked; `player`: its player alone, in the browser; `tools`: the server also fetches
 * pictures and subtitles; `off`: nothing.
 */
export const youtubeUses = ["ask", "player", "tools", "off"] as const;
export type YoutubeUse = (typeof youtubeUses)[number];
