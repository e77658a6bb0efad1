import { isAtLeast } from "./ollama-models.ts";
import { sameModel, type UpstreamModel } from "./models.ts";
import { ollamaTexts } from "./ollama-texts.ts";

/** `expiresAt`: set when its first answer is done; until then the real one says "five minutes from now", every time. */
type LoadedModel = { options: string; isReady: boolean; stayMs: number; expiresAt: number | null; lastUsed: number };

/** What may not change without a reload: the load options of a request. */
type LoadOptions = Record<string, unknown>;

export type OllamaMemory = ReturnType<typeof createMemory>;

/** What "for ever" looks like in Go's clock, near enough. */
const lastDate = Date.UTC(2318, 0);
const usualStayMs = 300_000;

type Settings = {
  version: string;
  /** Together, the models in memory take no more. */
  bytes: number;
  now: () => number;
  loaded: readonly string[];
};

/** The models that an Ollama has in memory: they come with load options, leave when their time is over or room is needed. */
export function createMemory({ version, bytes, now, loaded }: Settings) {
  const models = new Map<string, LoadedModel>();
  const loads: { model: string; options: string }[] = [];
  const evictions: string[] = [];
  const waiting = new Set<() => void>();
  for (const name of loaded)
    models.set(name, { options: "", isReady: true, stayMs: usualStayMs, expiresAt: now() + usualStayMs, lastUsed: 0 });
  // since llama-server is the runner
  const hidesLoading = isAtLeast(version, 0, 30);
  let uses = 0;

  function forgetExpired(): void {
    for (const [name, { expiresAt }] of models) if (expiresAt !== null && expiresAt <= now()) models.delete(name);
  }

  /** The least recently used leaves first. */
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
    /** Every load so far. A second one with other options is what makes a chat stutter. */
    loads,
    /** Who had to leave for another model. */
    evictions,
    unload: (name: string) => void models.delete(name),
    isLoaded(name: string): boolean {
      forgetExpired();
      return models.has(name);
    },
    /** Those that `/api/ps` lists; a model that loads is not among them since v0.30. */
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
    /** Why it cannot be loaded, in the server's words. */
    refusal(model: UpstreamModel): string | null {
      if (model.isDamaged) return ollamaTexts.damagedFile(model.sizeBytes ?? 40_000_000);
      return (model.sizeBytes ?? 0) > bytes ? ollamaTexts.outOfMemory : null;
    },
    /** Begins a load where one is needed. An unset stay keeps the one that the model has. */
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
      };
      models.set(model.name, entry);
      return {
        ready() {
          entry.isReady = true;
          for (const look of waiting) look();
        },
        /** The answer is done: its time begins. */
        done() {
          // another request may have put other options in its place
          if (models.get(model.name) !== entry) return;
          entry.isReady = true;
          if (entry.stayMs === 0) models.delete(model.name);
          else entry.expiresAt = Math.min(now() + entry.stayMs, lastDate);
        },
      };
    },
  };
}
