import { z } from "zod";

/** Where the data goes: this computer, the learner's own network, or a company's servers. */
export const destinations = ["computer", "network", "cloud"] as const;
export type Destination = (typeof destinations)[number];

/** A resolved choice of the model that answers. `host` is the contacted host: `127.0.0.1:11434`, `api.anthropic.com`. */
export const responderSchema = z.object({
  provider: z.string(),
  model: z.string(),
  host: z.string(),
  goesTo: z.enum(destinations),
  relayed: z.boolean().optional().describe("the host forwards the conversation to its maker's cloud"),
});
export type Responder = z.infer<typeof responderSchema>;

/** The responder that the page shows, sent with each message. If another one would answer, the server refuses with `responder_changed`. */
export const shownResponderSchema = responderSchema
  .pick({ provider: true, model: true, host: true })
  .extend({ goesTo: z.enum(destinations).optional() })
  .optional()
  .describe("the responder that the learner's page shows; without it, the settings decide");
export type ShownResponder = NonNullable<z.infer<typeof shownResponderSchema>>;
