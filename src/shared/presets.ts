/** A server with an OpenAI-compatible API, at its default address. */
export type Preset = {
  /** A proper name, the same in every language. */
  label: string;
  url: string;
  /** Runs on the learner's own computer. */
  local: boolean;
  needsKey: boolean;
};

const here = (label: string, port: number, needsKey = false): Preset => ({
  label,
  url: `http://127.0.0.1:${port}/v1`,
  local: true,
  needsKey,
});
const hosted = (label: string, url: string): Preset => ({ label, url, local: false, needsKey: true });

export const presets: readonly Preset[] = [
  here("LM Studio", 1234),
  here("llama.cpp, LocalAI", 8080),
  here("vLLM", 8000),
  here("Jan", 1337, true),
  here("text-generation-webui", 5000),
  // Blossom recognises an Ollama there and offers its native API
  here("Ollama", 11434),
  hosted("OpenAI", "https://api.openai.com/v1"),
  hosted("OpenRouter", "https://openrouter.ai/api/v1"),
  hosted("Google Gemini", "https://generativelanguage.googleapis.com/v1beta/openai"),
  hosted("Mistral", "https://api.mistral.ai/v1"),
  hosted("DeepSeek", "https://api.deepseek.com/v1"),
  hosted("Groq", "https://api.groq.com/openai/v1"),
];
