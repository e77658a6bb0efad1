import { z } from "zod";
import { conversationSchema } from "./chat.ts";
import { learningLanguages } from "./languages/types.ts";

/** A part of an excerpt, as plain text. */
export const searchPieceSchema = z.object({
  text: z.string(),
  isMatch: z.boolean().describe("this piece matched the search, by its text or by its reading"),
});
export type SearchPiece = z.infer<typeof searchPieceSchema>;

export const searchResultSchema = z.object({
  kind: z
    .enum(["title", "message", "card"])
    .describe("where it was found: in a title, in the text of a message, or in the content of a card"),
  conversation: conversationSchema.pick({ id: true, title: true, language: true, pinned: true }),
  messageId: z.string().nullable().describe("null for a title"),
  isHidden: z
    .boolean()
    .describe("the conversation shows another branch; `PUT /api/conversations/{id}/branch` shows this one"),
  role: z.enum(["learner", "tutor"]).nullable().describe("who wrote the message"),
  language: z.enum(learningLanguages),
  at: z.number().int().describe("milliseconds since 1970"),
  excerpt: z.array(searchPieceSchema),
});
export type SearchResult = z.infer<typeof searchResultSchema>;

export const searchPageSchema = z.object({
  results: z
    .array(searchResultSchema)
    .describe("the newest titles, then messages, the newest first, then the other titles"),
  next: z
    .number()
    .int()
    .nullable()
    .describe("the `before` of the next page, also when this page has no results: its part of the history has none"),
  isIndexing: z.boolean().describe("the index is being made, so some messages cannot be found yet"),
});
export type SearchPage = z.infer<typeof searchPageSchema>;
