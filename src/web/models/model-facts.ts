import type { ModelInfo } from "#shared/providers.ts";
import type { InterfaceLanguage } from "#shared/settings.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";
import { interfaceTag } from "#web/i18n/use-translate.ts";

export type Words = { t: SettingsStrings; language: InterfaceLanguage };

/** `8_149_190_253 → 8.1 GB`; nothing where it would be `0 GB`, or where the model runs elsewhere and its file here is a few bytes. */
const modelSize = ({ sizeBytes = 0, remote }: ModelInfo, language: InterfaceLanguage): string =>
  remote || sizeBytes < 5e7 ? "" : formatGigabytes(sizeBytes / 1e9, language);

export const formatGigabytes = (gigabytes: number, language: InterfaceLanguage): string =>
  new Intl.NumberFormat(interfaceTag[language], {
    style: "unit",
    unit: "gigabyte",
    maximumFractionDigits: gigabytes < 10 ? 1 : 0,
  }).format(gigabytes);

/** What the model's server says of it, and nothing else: `8.1 GB · Q4_K_M · 12.2B · up to 131K context`. */
export function modelFacts(model: ModelInfo, { t, language }: Words): string {
  const { quantisation, parameters, contextLength } = model;
  const tokens = contextLength && new Intl.NumberFormat("en", { notation: "compact" }).format(contextLength);
  return [modelSize(model, language), quantisation, parameters, tokens && t.server.context(tokens)]
    .filter(Boolean)
    .join(" · ");
}

type ModelTag = { text: string; tone: "plain" | "good" | "caution" };

export function modelTags(model: ModelInfo, { t }: Words): ModelTag[] {
  const { inMemory, inCloud, seesPictures, thinks } = t.server;
  const tags: (ModelTag | false | undefined)[] = [
    model.loaded && { text: inMemory, tone: "good" },
    model.remote && { text: inCloud, tone: "caution" },
    model.vision && { text: seesPictures, tone: "plain" },
    model.thinking && { text: thinks, tone: "plain" },
  ];
  return tags.filter((tag) => !!tag);
}

/** One line for a native list: `gemma3:12b · 8.1 GB · sees pictures`. */
export function modelLine(model: ModelInfo, words: Words): string {
  const tags = modelTags({ ...model, loaded: false }, words).map(({ text }) => text);
  return [model.label ?? model.id, modelSize(model, words.language), ...tags].filter(Boolean).join(" · ");
}
