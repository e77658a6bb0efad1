/** More than any page of a book; a paste beyond it is a file, not a message. In UTF-16 units. */
export const maxMessageLength = 20_000;
export const maxImages = 4;
