import type { ModelInfo } from "#shared/model-info.ts";
import type { ModelsStrings } from "#web/i18n/en/models.ts";
import type { Format } from "#web/i18n/format.ts";

export type Words = { t: ModelsStrings; format: Format };

/** `8_149_190_253 → 8.1 GB`; empty if it would be `0 GB`, or if the model runs elsewhere and its local file has only a few bytes. */
const modelSize = ({ sizeBytes = 0, remote }: ModelInfo, { format }: Words): string =>
  remote || sizeBytes < 5e7 ? "" : format.bytes(sizeBytes);

/**
 * Only what the model's server reports: `8.1 GB · Q4_K_M · 12.2B · up to 128K context`. With the `window` that the model gets:
 * `8K of 128K context`.
 */
export function modelFacts(model: ModelInfo, words: Words, window?: number): string {
  const { t, format } = words;
  const { quantisation, parameters, contextLength } = model;
  const most = contextLength && format.tokens(contextLength);
  const context =
    most &&
    (window ? t.contextOf(format.window(Math.min(window, contextLength), contextLength), most) : t.context(most));
  const fixed = { known: most && t.contextFixed(most), assumed: t.contextUnknown };
  return [modelSize(model, words), quantisation, parameters, model.fixedWindow ? fixed[model.fixedWindow] : context]
    .filter(Boolean)
    .join(" · ");
}

type ModelTag = { text: string; tone: "plain" | "good" | "caution" };

export function modelTags({ loaded, memory, remote, vision, thinking }: ModelInfo, words: Words): ModelTag[] {
  const { t, format } = words;
  // a share that would be shown as 0%
  const where = memory && (memory.gpuShare < 0.005 ? t.onProcessor : t.onGpu(format.share(memory.gpuShare)));
  const tags: (ModelTag | false | undefined)[] = [
    loaded && { text: [t.inMemory, where].filter(Boolean).join(" · "), tone: "good" },
    remote && { text: t.inCloud, tone: "caution" },
    vision && { text: t.seesPictures, tone: "plain" },
    thinking && { text: t.thinks, tone: "plain" },
  ];
  return tags.filter((tag) => !!tag);
}

/** One line for a native list: `gemma3:12b · 8.1 GB · sees pictures`. */
export const modelLine = (model: ModelInfo, words: Words): string =>
  [model.label ?? model.id, modelTraits(model, words)].filter(Boolean).join(" · ");

/** The facts that matter for a choice: `8.1 GB · sees pictures`. */
export const modelTraits = (model: ModelInfo, words: Words): string =>
  [modelSize(model, words), ...modelTags({ ...model, loaded: false }, words).map(({ text }) => text)]
    .filter(Boolean)
    .join(" · ");
