import { z } from "zod";
import { downloadSchema } from "./downloads.ts";

/** `GET /api/events`: everything that can change without a request of this browser, on one connection. */
export const serverEventSchema = z.discriminatedUnion("type", [
  /** A connection begins. It carries changes from now on; the routes have what happened before. */
  z.object({ type: z.literal("hello") }),
  /** Events were dropped, because the browser read them too slowly. Everything must be read again, as after `hello`. */
  z.object({ type: z.literal("gap") }),
  /** Sent at regular times, so that a broken connection is noticed. */
  z.object({ type: z.literal("ping") }),
  /** One event of a generation's log, see `generation.ts`. The numbers of a log have no gaps. */
  z.object({ type: z.literal("generation"), id: z.string(), seq: z.number(), event: z.unknown() }),
  /** A conversation began, grew, ended an answer, got a title, was deleted or restored. */
  z.object({ type: z.literal("conversation"), id: z.string() }),
  /** All downloads, newest first. At most once a second while one makes progress. */
  z.object({ type: z.literal("downloads"), downloads: z.array(downloadSchema) }),
  /** Settings, keys or headers were saved. */
  z.object({ type: z.literal("settings") }),
  /** A model server became available or went away, or has other models than before. */
  z.object({ type: z.literal("models") }),
]);
export type ServerEvent = z.infer<typeof serverEventSchema>;
