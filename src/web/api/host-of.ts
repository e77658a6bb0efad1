/** `http://127.0.0.1:11434/v1 → 127.0.0.1:11434`; what is no address stays as it was typed. */
export const hostOf = (url: string): string => URL.parse(url.trim())?.host || url.trim();

/** Somebody reads this page from another computer than Blossom's: what is "this computer" to the server is not theirs. */
export const isReadElsewhere = (): boolean => !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);
