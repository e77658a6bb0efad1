/** `http://127.0.0.1:11434/v1 → 127.0.0.1:11434`; returns text that is not a URL as it was typed. */
export const hostOf = (url: string): string => URL.parse(url.trim())?.host || url.trim();

/** True when the reader's computer is not Blossom's: "this computer" then means the server's, not theirs. */
export const isReadElsewhere = (): boolean => !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);
