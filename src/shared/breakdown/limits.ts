/**
 * A card is at most this long, in rows and in UTF-16 units; a breakdown of a long sentence has 60 rows and 200 units. What a
 * model writes beyond it is left over, and seen as it is: each row is looked for in the text, beside all rows before it.
 */
export const maxRows = 1000;
export const maxCardText = 10_000;
/** A longer line is no row; and a card with more than this beside its rows gets no more of them. */
export const maxLine = 10_000;
