import type { ModelInfo } from "#shared/providers.ts";
import type { InterfaceLanguage } from "#shared/settings.ts";
import type { ModelsStrings } from "#web/i18n/en/models.ts";
import { interfaceTag } from "#web/i18n/use-translate.ts";

export type Words = { t: ModelsStrings; language: InterfaceLanguage };

/** `8_149_190_253 → 8.1 GB`; nothing where it would be `0 GB`, or where the model runs elsewhere and its file here is a few bytes. */
const modelSize = ({ sizeBytes = 0, remote }: ModelInfo, language: InterfaceLanguage): string =>
  remote || sizeBytes < 5e7 ? "" : formatGigabytes(sizeBytes / 1e9, language);

export const formatGigabytes = (gigabytes: number, language: InterfaceLanguage): string =>
  new Intl.NumberFormat(interfaceTag[language], {
    style: "unit",
    unit: "gigabyte",
    maximumFractionDigits: gigabytes < 10 ? 1 : 0,
  }).format(gigabytes);

/** `131_072 → 131K`, as the makers of models write it in every language. */
const formatTokens = (tokens: number): string => new Intl.NumberFormat("en", { notation: "compact" }).format(tokens);

/**
 * What the model's server says of it, and nothing else: `8.1 GB · Q4_K_M · 12.2B · up to 131K context`. With the `window` that
 * it is given here: `8.2K of 131K context`.
 */
export function modelFacts(model: ModelInfo, { t, language }: Words, window?: number): string {
  const { quantisation, parameters, contextLength } = model;
  const most = contextLength && formatTokens(contextLength);
  const context = most && (window ? t.contextOf(formatTokens(Math.min(window, contextLength)), most) : t.context(most));
  return [modelSize(model, language), quantisation, parameters, context].filter(Boolean).join(" · ");
}

type ModelTag = { text: string; tone: "plain" | "good" | "caution" };

export function modelTags({ loaded, memory, remote, vision, thinking }: ModelInfo, words: Words): ModelTag[] {
  const { t } = words;
  const share = memory && formatShare(memory.gpuShare, words.language);
  const tags: (ModelTag | false | undefined)[] = [
    loaded && { text: [t.inMemory, share && t.onGpu(share)].filter(Boolean).join(" · "), tone: "good" },
    remote && { text: t.inCloud, tone: "caution" },
    vision && { text: t.seesPictures, tone: "plain" },
    thinking && { text: t.thinks, tone: "plain" },
  ];
  return tags.filter((tag) => !!tag);
}

const formatShare = (share: number, language: InterfaceLanguage): string =>
  new Intl.NumberFormat(interfaceTag[language], { style: "percent" }).format(share);

/** One line for a native list: `gemma3:12b · 8.1 GB · sees pictures`. */
export const modelLine = (model: ModelInfo, words: Words): string =>
  [model.label ?? model.id, modelTraits(model, words)].filter(Boolean).join(" · ");

/** What one chooses a model by: `8.1 GB · sees pictures`. */
export const modelTraits = (model: ModelInfo, words: Words): string =>
  [modelSize(model, words.language), ...modelTags({ ...model, loaded: false }, words).map(({ text }) => text)]
    .filter(Boolean)
    .join(" · ");
