import { textUpTo } from "#shared/request-text.ts";

/** A text as it is stored and shown: in NFC, and without halves of surrogate pairs, which no database keeps. */
export const toStoredForm = (text: string) => text.toWellFormed().normalize("NFC");

/** A text in a request, in the form in which it is stored. */
export const textAtTheDoor = (max: number, min = 0) => textUpTo(max, min).overwrite(toStoredForm);
