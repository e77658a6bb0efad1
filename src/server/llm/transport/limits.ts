// The limits of everything that a model server sends, applied before a pattern or a schema sees it: a server can be broken, hostile, or
// another kind of server than it seems. Real servers send far less.

/** One line of a stream or one event, in bytes. A server that does not stream sends the whole answer in one; `\u3042` takes six bytes. */
export const maxLineBytes = 4 * 1024 * 1024;
/** Empty lines, comments and other lines in a row that say nothing. A ping a second for a whole day is less. */
export const maxSilentLines = 100_000;
/** Chunks in a row without text, thought or an end. A server that hides the thoughts of its model sends one for each token. */
export const maxEmptyChunks = 100_000;

/** The body of an error, in bytes. Real ones have less than 4 KB; a page of a proxy has 30 KB. */
export const maxErrorBytes = 64 * 1024;
/** The answer to a small question, such as the version, in bytes. */
export const maxProbeBytes = 64 * 1024;
/** The details of one model (`/api/show`), in bytes. Licence, template and tensors take up to 200 KB. */
export const maxDetailsBytes = 1024 * 1024;
/** A list of models, in bytes. OpenRouter's, the longest known, has about 1 MB. */
export const maxListBytes = 4 * 1024 * 1024;
/** The message of an error, in UTF-16 units. */
export const maxErrorLength = 500;
/** A header that we read, in UTF-16 units. */
export const maxHeaderLength = 1_000;
/** The address that a redirect leads to, in UTF-16 units. A signed one has 1,500. */
export const maxLocationLength = 8_000;

/** What Blossom keeps of an answer, and of what the model wrote for it, in UTF-16 units. Longer than any lesson. Needed because a server may ignore the token limit. */
export const maxAnswerLength = 200_000;
/** All text of one stream, in UTF-16 units, for a caller that reads every piece to the end. */
export const maxTextLength = 32 * 1024 * 1024;
/** A longer piece is read in parts of this length, in UTF-16 units. */
export const maxPieceLength = 16_000;
/** The thoughts before an answer, in UTF-16 units: 100,000 tokens of English, more than the largest budget of a model that runs at home. */
export const maxThoughtLength = 400_000;
/** The reason for a refusal, in UTF-16 units. */
export const maxExplanationLength = 500;
/** An object that a model writes, in UTF-16 units. The texts of a full page have 5,000. */
export const maxObjectLength = 50_000;

/** Values in one JSON text. The longest list of models has 30,000. */
export const maxValues = 60_000;
/** Elements of one list: models, and the texts in a picture. */
export const maxItems = 2_000;
/** Fields of one object. The details of a model have 60. */
export const maxFields = 1_000;
/** How deeply objects and lists are nested. */
export const maxDepth = 32;
/** One text in JSON, in UTF-16 units: a whole answer, of a server that does not stream. */
export const maxStringLength = maxLineBytes;
/** The name of a model, and each other text of it that the page shows, in UTF-16 units. */
export const maxNameLength = 300;

/** Layers of one download. Real models have up to ten. */
export const maxLayers = 1_000;

/** Tokens, bytes or milliseconds that a server reports: a figure above it is made up. */
export const maxFigure = 1e15;
