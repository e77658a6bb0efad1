/** Ollama's equality: `Gemma3 = gemma3:latest`; a colon before the last slash is a port: `hf.co:443/x`. */
export function canonicalName(id: string): string {
  const name = id.trim().toLowerCase();
  return name.lastIndexOf(":") > name.lastIndexOf("/") ? name : `${name}:latest`;
}

/** `gemma3` and `GEMMA3:latest` are one model. */
export const isSameModel = (a: string, b: string): boolean => canonicalName(a) === canonicalName(b);

/** The model of this name in a list: `gemma3` is found as `gemma3:latest`. */
export const findModel = <Model extends { id: string }>(models: readonly Model[], name: string): Model | undefined =>
  models.find(({ id }) => isSameModel(id, name));
