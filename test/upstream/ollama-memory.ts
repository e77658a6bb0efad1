import { isAtLeast } from "./ollama-models.ts";
import { sameModel, type UpstreamModel } from "./models.ts";
import { ollamaTexts } from "./ollama-texts.ts";
import type { Prompt } from "./script.ts";

/** `expiresAt`: set at the end of the first answer. Until then a real Ollama always reports "five minutes from now". */
type LoadedModel = {
  options: string;
  isReady: boolean;
  stayMs: number;
  expiresAt: number | null;
  lastUsed: number;
  /** What it has read since it was loaded. */
  prompts: Prompt[];
};

/** The load options of a request. A change of one of them reloads the model. */
type LoadOptions = Record<string, unknown>;

export type OllamaMemory = ReturnType<typeof createMemory>;

/** Roughly the date that a real Ollama reports for "forever". */
const lastDate = Date.UTC(2318, 0);
const usualStayMs = 300_000;

type Settings = {
  version: string;
  /** The memory for all models together. */
  bytes: number;
  now: () => number;
  loaded: readonly string[];
};

/** The models in an Ollama's memory. A model has load options and leaves when its time is over or another model needs the room. */
export function createMemory({ version, bytes, now, loaded }: Settings) {
  const models = new Map<string, LoadedModel>();
  const loads: { model: string; options: string }[] = [];
  const evictions: string[] = [];
  const waiting = new Set<() => void>();
  for (const name of loaded)
    models.set(name, {
      options: "",
      isReady: true,
      stayMs: usualStayMs,
      expiresAt: now() + usualStayMs,
      lastUsed: 0,
      prompts: [],
    });
  // Ollama uses llama-server as its runner since 0.30
  const hidesLoading = isAtLeast(version, 0, 30);
  let uses = 0;

  function forgetExpired(): void {
    for (const [name, { expiresAt }] of models) if (expiresAt !== null && expiresAt <= now()) models.delete(name);
  }

  /** Evicts the least recently used models first. */
  function makeRoom(model: UpstreamModel, all: readonly UpstreamModel[]): void {
    const sizeOf = (name: string) => all.find((each) => sameModel(each.name, name))?.sizeBytes ?? 0;
    const others = [...models].filter(([name]) => name !== model.name).sort(([, a], [, b]) => a.lastUsed - b.lastUsed);
    let taken = others.reduce((sum, [name]) => sum + sizeOf(name), model.sizeBytes ?? 0);
    for (const [name] of others) {
      if (taken <= bytes) return;
      models.delete(name);
      evictions.push(name);
      taken -= sizeOf(name);
    }
  }

  return {
    /** Every load so far. A second load of the same model delays an answer by seconds. */
    loads,
    /** Models that were evicted for another model. */
    evictions,
    unload: (name: string) => void models.delete(name),
    isLoaded(name: string): boolean {
      forgetExpired();
      return models.has(name);
    },
    /** The models that `/api/ps` lists. Since v0.30 it does not list a model while it loads. */
    list(): { name: string; options: string; expiresAt: number }[] {
      forgetExpired();
      return [...models].flatMap(([name, { options, isReady, expiresAt }]) =>
        isReady || !hidesLoading ? [{ name, options, expiresAt: expiresAt ?? now() + usualStayMs }] : [],
      );
    },
    /** Resolves when the model has been loaded. */
    whenReady: (name: string): Promise<void> =>
      new Promise((resolve) => {
        const look = () => {
          if (models.get(name)?.isReady !== true) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    promptsOf: (name: string): readonly Prompt[] => models.get(name)?.prompts ?? [],
    rememberPrompt: (name: string, prompt: Prompt) => void models.get(name)?.prompts.push(prompt),
    /** The server's message if the model cannot be loaded. */
    refusal(model: UpstreamModel): string | null {
      if (model.isDamaged) return ollamaTexts.damagedFile(model.sizeBytes ?? 40_000_000);
      return (model.sizeBytes ?? 0) > bytes ? ollamaTexts.outOfMemory : null;
    },
    /** Begins a load if one is needed. Without `stay` the model keeps its earlier one. */
    load(model: UpstreamModel, all: readonly UpstreamModel[], request: LoadOptions, stay: number | undefined) {
      forgetExpired();
      const options = JSON.stringify(request);
      const before = models.get(model.name);
      const isNew = before?.options !== options;
      if (isNew) {
        makeRoom(model, all);
        loads.push({ model: model.name, options });
      }
      const entry: LoadedModel = {
        options,
        isReady: !isNew,
        stayMs: stay ?? before?.stayMs ?? usualStayMs,
        expiresAt: isNew ? null : (before?.expiresAt ?? null),
        lastUsed: (uses += 1),
        prompts: isNew ? [] : before.prompts,
      };
      models.set(model.name, entry);
      return {
        ready() {
          entry.isReady = true;
          for (const look of waiting) look();
        },
        /** The answer has ended, so the model's time begins to run. */
        done() {
          // another request may have reloaded the model with other options
          if (models.get(model.name) !== entry) return;
          entry.isReady = true;
          if (entry.stayMs === 0) models.delete(model.name);
          else entry.expiresAt = Math.min(now() + entry.stayMs, lastDate);
        },
      };
    },
  };
}
