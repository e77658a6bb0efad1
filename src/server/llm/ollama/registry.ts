export const ownRegistries = ["registry.ollama.ai", "ollama.com"] as const;

/** `gemma3:12b → registry.ollama.ai`, `hf.co/user/model:Q4 → hf.co` */
export function registryOf(name: string): string {
  const [, , registry = ownRegistries[0]] = name.split("/").reverse();
  return registry.toLowerCase();
}
