import type { ModelInfo } from "#shared/providers.ts";
import type { InterfaceLanguage } from "#shared/settings.ts";
import type { Strings } from "#web/i18n/en.ts";
import { interfaceTag } from "#web/i18n/use-translate.ts";

export type Words = { t: Strings; language: InterfaceLanguage };

/** `8_149_190_253 → 8.1 GB` */
export const formatBytes = (bytes: number, language: InterfaceLanguage): string =>
  formatGigabytes(bytes / 1e9, language);

export const formatGigabytes = (gigabytes: number, language: InterfaceLanguage): string =>
  new Intl.NumberFormat(interfaceTag[language], {
    style: "unit",
    unit: "gigabyte",
    maximumFractionDigits: gigabytes < 10 ? 1 : 0,
  }).format(gigabytes);

/** What the model's server says of it, and nothing else: `8.1 GB · Q4_K_M · 12.2B · up to 131K context`. */
export function modelFacts(model: ModelInfo, { t, language }: Words): string {
  const { sizeBytes, quantisation, parameters, contextLength } = model;
  const tokens = contextLength && new Intl.NumberFormat("en", { notation: "compact" }).format(contextLength);
  return [
    // a model that runs elsewhere has a file of a few bytes here
    sizeBytes && !model.remote && formatBytes(sizeBytes, language),
    quantisation,
    parameters,
    tokens && t.settings.server.context(tokens),
  ]
    .filter(Boolean)
    .join(" · ");
}

export type ModelTag = { text: string; tone: "plain" | "good" | "caution" };

export function modelTags(model: ModelInfo, { t }: Words): ModelTag[] {
  const { inMemory, inCloud, seesPictures, thinks } = t.settings.server;
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
  const size = model.sizeBytes && !model.remote ? [formatBytes(model.sizeBytes, words.language)] : [];
  const tags = modelTags({ ...model, loaded: false }, words).map(({ text }) => text);
  return [model.label ?? model.id, ...size, ...tags].join(" · ");
}
