/** Two characters for each number, without a pattern: the repetition guard stops text that repeats itself. */
export const unlikeWord = (n: number) => String.fromCharCode(0x4e00 + ((n * 7_919) % 5_003), 0x3042 + ((n * n) % 71));
