/** Tokens of the longest fixed prompt: instructions, example and the words of a short sentence. A test of the prompts keeps it true. */
export const instructionTokens = 300;
/** In a smaller window, the instructions and a short answer fit, and little else. Settings warns. */
export const smallWindow = 2_048;
/** In a smaller window, the instructions and an explanation do not fit together. No message can be short enough. */
export const tinyWindow = 1_024;
/** The window to set instead: Blossom's default for a local model. */
export const wantedWindow = 8_192;
