/** The registry and the namespace of a name that has none, as in Ollama: `registry.ollama.ai/library/gemma3:latest`. */
const usualOwner = /^(?:(?:https?:\/\/)?registry\.ollama\.ai\/)?(?:library\/)?(?=[^/]+$)/;
const usualRegistry = /^(?:https?:\/\/)?registry\.ollama\.ai\/(?=[^/]+\/[^/]+$)/;

/**
 * The form in which Ollama compares names: `Gemma3`, `library/gemma3` and `registry.ollama.ai/library/gemma3` are `gemma3:latest`. A
 * colon before the last slash belongs to a port: `hf.co:443/x`.
 */
export function canonicalName(id: string): string {
  const name = id.trim().toLowerCase().replace(usualOwner, "").replace(usualRegistry, "");
  return name.lastIndexOf(":") > name.lastIndexOf("/") ? name : `${name}:latest`;
}

/** `gemma3` and `GEMMA3:latest` are the same model. */
export const isSameModel = (a: string, b: string): boolean => canonicalName(a) === canonicalName(b);

/**
 * Whether a server may name a model like this in its answer when `asked` was asked for: the same name, with its date
 * (`gpt-4o-2024-08-06`), or with the path before it or without it (`models/gemini-2.5-pro`).
 */
export function isNameOf(answered: string, asked: string): boolean {
  const [one, other] = [answered, asked].map((name) => canonicalName(name).replace(/:latest$/, "")) as [string, string];
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return (
    long === short || (/^[-@:]/.test(long.slice(short.length)) && long.startsWith(short)) || long.endsWith(`/${short}`)
  );
}

/** Finds a model by name: `gemma3` finds `gemma3:latest`. */
export const findModel = <Model extends { id: string }>(models: readonly Model[], name: string): Model | undefined =>
  models.find(({ id }) => isSameModel(id, name));
