import { z } from "zod";
import { destinations } from "./responder.ts";

/** Why Blossom contacted a host. `models`: to see whether it answers and which models it has; `test`: the model test of Settings; `dictionary`: to download one; `speech`: to read a text aloud; `anki`: to add words to Anki, or to read words from it; `video`: to ask YouTube about a video, for a part of it or its subtitles. */
export const purposes = [
  "message",
  "title",
  "test",
  "models",
  "download",
  "dictionary",
  "speech",
  "video",
  "anki",
] as const;
export type Purpose = (typeof purposes)[number];

/** `GET /api/contacts`: every host that Blossom contacted from this computer. */
export const contactsSchema = z.object({
  contacts: z.array(
    z.object({
      host: z.string(),
      purpose: z.enum(purposes),
      goesTo: z.enum(destinations),
      relayed: z.boolean().describe("the host forwarded it to its maker's cloud"),
      count: z.number().int(),
      lastAt: z.number().int().describe("milliseconds since 1970"),
    }),
  ),
});
export type Contact = z.infer<typeof contactsSchema>["contacts"][number];
