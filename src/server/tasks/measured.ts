import type { ExplainShape } from "./explain/prompt.ts";

/** What `npm run bench:tasks` showed for a model. */
export type Measured = {
  /** The shape of explanations that was better. */
  shape: ExplainShape;
  /** Whether the model chooses readings better than the engine alone. */
  choosesReadings: boolean;
};

/** A model that was not measured answers in lines, and its readings are not trusted. */
const unmeasured: Measured = { shape: "lines", choosesReadings: false };

/** Model names → what was measured, with the date and the figures. The first that fits is used. */
const models: readonly { name: RegExp; measured: Measured }[] = [];

export const measuredOf = (model: string): Measured =>
  models.find(({ name }) => name.test(model))?.measured ?? unmeasured;
