/**
 * The limits of a card in rows and in UTF-16 units, because placing a row takes time for each earlier row. A long sentence has 60 rows
 * and 200 units. Text beyond the limits becomes `leftover`, which the page shows unchanged.
 */
export const maxRows = 1000;
export const maxCardText = 10_000;
/** A longer line is not read as a row. A card with more text than this besides its rows gets no further rows. */
export const maxLine = 10_000;
