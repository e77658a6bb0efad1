import { z } from "zod";
import { conversationSchema } from "./chat.ts";
import { downloadSchema } from "./downloads.ts";
import { learningLanguages } from "./languages/types.ts";
import { lemmaStatusSchema } from "./words/statuses.ts";

/**
 * Names of the current state: `models` of the model servers, `rest` of everything else. Each change gives a new name, which is never used again, even
 * after a restart.
 */
const revisionSchema = z.object({ models: z.string(), rest: z.string() });
export type Revision = z.infer<typeof revisionSchema>;

/** `GET /api/events`: everything that can change without a request from this browser, on one connection. */
export const serverEventSchema = z.discriminatedUnion("type", [
  /**
   * A connection begins. It carries changes from now on; earlier state comes from the other routes. A page that carries the same revision has missed
   * nothing. Without one, a browser must read everything again.
   */
  z.object({ type: z.literal("hello"), revision: revisionSchema.optional() }),
  /** The server dropped events because the browser read them too slowly. The browser must read everything again, as after `hello`. */
  z.object({ type: z.literal("gap") }),
  /** Sent at regular intervals, so that the browser notices a broken connection. */
  z.object({ type: z.literal("ping") }),
  /** One event of a generation's log, see `generation.ts`. The numbers of a log have no gaps. */
  z.object({ type: z.literal("generation"), id: z.string(), seq: z.number(), event: z.unknown() }),
  /**
   * A conversation began, got a message or a title, had an answer end, was deleted or was restored. `conversation` is null while it is in the bin.
   * `changes`: the number of the last change of its messages. A browser that has read that one need not read them again.
   */
  z.object({
    type: z.literal("conversation"),
    id: z.string(),
    conversation: conversationSchema.nullable(),
    changes: z.number().optional(),
  }),
  /** The learner settled a reading in this sentence, or took that back. */
  z.object({ type: z.literal("settled"), language: z.enum(learningLanguages), sentence: z.string() }),
  /** Something in the bin was deleted for good. */
  z.object({ type: z.literal("bin") }),
  /** What is remembered of a video was changed, or it was deleted or restored. */
  z.object({ type: z.literal("video"), key: z.string() }),
  /** Subtitles were kept for a video, or went with it. */
  z.object({ type: z.literal("tracks"), video: z.string() }),
  /** A moment of a video was added, answered, changed, deleted or restored. */
  z.object({ type: z.literal("moments"), video: z.string() }),
  /**
   * Words were saved, marked, reviewed, changed, deleted or restored. `statuses`: what their lemmas have in texts now, and null for one that has no status
   * any more. Without a language and ids, so many words changed that everything is read again.
   */
  z.object({
    type: z.literal("words"),
    language: z.enum(learningLanguages).nullable(),
    statuses: z.record(z.string(), lemmaStatusSchema.nullable()),
    ids: z.array(z.string()),
  }),
  /** All downloads, newest first. At most once a second while one makes progress. */
  z.object({ type: z.literal("downloads"), downloads: z.array(downloadSchema) }),
  /** The list of dictionaries changed, or one is being installed: about once a second while it makes progress. */
  z.object({ type: z.literal("dictionaries") }),
  /** Words went to Anki, wait for it, or were refused by it. */
  z.object({ type: z.literal("anki") }),
  /** A test of a model began, made progress, ended or was deleted. */
  z.object({ type: z.literal("reports") }),
  /** Settings, keys or headers were saved. */
  z.object({ type: z.literal("settings") }),
  /** A model server became available or went away, or has other models than before. */
  z.object({ type: z.literal("models") }),
]);
export type ServerEvent = z.infer<typeof serverEventSchema>;
