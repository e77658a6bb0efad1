import { z } from "zod";
import { hasVisibleText, visiblePattern } from "./visible-text.ts";

/**
 * A text in a request, of at most `max` characters. JSON Schema counts characters, and `length` counts UTF-16 units: 😀 is one
 * character and two units, so `z.string().max()` would refuse what the API's document allows.
 */
export const textUpTo = (max: number, min = 0) =>
  z
    .string()
    .refine((text) => isUpTo(text, max), `at most ${max} characters`)
    .refine((text) => text.length >= min, `at least ${min} characters`)
    .meta({ maxLength: max, ...(min > 0 && { minLength: min }) });

/** The same, with something to see in it: not only white space or invisible characters. */
export const visibleText = (max: number) =>
  textUpTo(max).refine(hasVisibleText, "is empty").meta({ minLength: 1, pattern: visiblePattern });

/** Counts only where the units do not decide. */
const isUpTo = (text: string, max: number): boolean =>
  text.length <= max || (text.length <= 2 * max && Array.from(text).length <= max);
