import { randomUUIDv7 } from "bun";

/** A UUID that begins with the time, so that new rows stand at the end of an index and its pages stay full. */
export const newId = (): string => randomUUIDv7();
