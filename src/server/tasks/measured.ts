import type { ExplainShape } from "./explain/prompt.ts";

/** What `npm run bench:tasks` showed for a model. */
export type Measured = {
  /** The shape of explanations that was better. */
  shape: ExplainShape;
  /** Whether the model chooses readings better than the engine alone. */
  choosesReadings: boolean;
};

/** Nobody is trusted who has not been measured. */
const unmeasured: Measured = { shape: "lines", choosesReadings: false };

/** Model names → what was measured, with the date and the figures. The first that fits is used. */
const models: readonly { name: RegExp; measured: Measured }[] = [];

export const measuredOf = (model: string): Measured =>
  models.find(({ name }) => name.test(model))?.measured ?? unmeasured;
