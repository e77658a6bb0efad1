/** The verbs of the send button. */
export const verbs = ["explain", "reply"] as const;
export type Verb = (typeof verbs)[number];
export const otherVerb = (verb: Verb): Verb => (verb === "explain" ? "reply" : "explain");
