/** Limits of one track of subtitles; what is beyond them is dropped and counted. */
export const cueLimits = { bytes: 5_000_000, cues: 20_000, characters: 1_000 };
