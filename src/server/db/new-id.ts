import { randomUUIDv7 } from "bun";

/** A UUID that begins with the time. Conversations have one: the API documents it. */
export const newConversationId = (): string => randomUUIDv7();

/**
 * The time, a counter and a random number of a UUID version 7 (RFC 9562) in 20 letters instead of 36: an id stands in up to eight places of the database, and took
 * more space there than the text of a message. It begins with the time, so that new rows stand at the end of an index and its pages stay full.
 */
export function newId(): string {
  const digits = randomUUIDv7().replaceAll("-", "");
  const [time, rest] = [digits.slice(0, 12), digits.slice(13, 16) + digits.slice(-10)];
  return toLetters(time, 9) + toLetters(rest, 11);
}

const toLetters = (hex: string, length: number) => Number.parseInt(hex, 16).toString(36).padStart(length, "0");
