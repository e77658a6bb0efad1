/** Who talks with the learner. `own`: as the learner describes them. */
export const personas = ["tutor", "friend", "teacher", "host", "own"] as const;
export type Persona = (typeof personas)[number];

/** Which mistakes are corrected without being asked about. With `off`, the learner can still have a sentence checked. */
export const correctionStyles = ["all", "important", "off"] as const;

/** In characters. A model reads them in each conversation. */
export const longestPersona = 400;
export const longestGoals = 300;

/** How the learner practises words: in a conversation, or in a short story. */
export const practices = ["chat", "story"] as const;
export type Practice = (typeof practices)[number];
