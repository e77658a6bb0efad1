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

/** The end of a name that only says which version of the model it is: `-2024-08-06`, `@20240620`, `-0613`, `-001`, `-latest`. */
const version = /[-@](\d{4}-\d\d-\d\d|\d{8}|\d{6}|\d{4}|00\d|latest)$/;

/**
 * The end of a model's file name, as llama.cpp shows it: `x.gguf`, and `x-00001-of-00003.gguf` for the first of several
 * files, https://github.com/ggml-org/llama.cpp/tree/master/tools/gguf-split
 */
const endOfFile = /(-\d{5}-of-\d{5})?(\.gguf)?$/;

/** A name without `:latest`, and the file of a model without its end, with `/` in its path on every system. */
const toComparable = (name: string): string =>
  canonicalName(name.replaceAll("\\", "/"))
    .replace(/:latest$/, "")
    .replace(endOfFile, "");

/**
 * Whether a server may name a model like this in its answer when `asked` was asked for: the same name, with or without its version
 * (`gpt-4o-2024-08-06`), and with or without the path before it (`models/gemini-2.5-pro`), also as a file
 * (`C:\models\x.gguf`). Any other end is another model: `gpt-4o-mini`, `qwen3-coder`, `gemma3:4b`.
 */
export function isNameOf(answered: string, asked: string): boolean {
  const [one, other] = [toComparable(answered), toComparable(asked)];
  const pairs = [
    [one, other],
    [one.replace(version, ""), other],
    [one, other.replace(version, "")],
  ] as const;
  return pairs.some(([a, b]) => a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`));
}

/** Finds a model by name: `gemma3` finds `gemma3:latest`. */
export const findModel = <Model extends { id: string }>(models: readonly Model[], name: string): Model | undefined =>
  models.find(({ id }) => isSameModel(id, name));
