/** In UTF-16 units. More than any page of a book; a longer paste is a file and not a message. */
export const maxMessageLength = 20_000;
/** How many sentences can be explained in one go. */
export const maxCardsAtOnce = 1_000;
export const maxImages = 4;
