import { expect, test } from "bun:test";
import { canonicalName, isNameOf } from "./canonical-name.ts";

/** Names that Ollama takes for one model, each group with its canonical form. */
const same: [string, string[]][] = [
  [
    "gemma3:latest",
    [
      "gemma3",
      "Gemma3",
      " gemma3 ",
      "GEMMA3:LATEST",
      "library/gemma3",
      "Library/Gemma3:latest",
      "registry.ollama.ai/library/gemma3",
      "registry.ollama.ai/library/gemma3:latest",
      "https://registry.ollama.ai/library/gemma3",
      "registry.ollama.ai/gemma3",
    ],
  ],
  ["gemma3:12b", ["gemma3:12b", "library/gemma3:12B", "registry.ollama.ai/library/gemma3:12b"]],
  ["foo-bar:v1", ["library/foo-bar:V1"]],
  ["anna/tutor:latest", ["anna/tutor", "registry.ollama.ai/anna/tutor", "Anna/Tutor:latest"]],
  ["hf.co/bartowski/gemma-3-4b-it-gguf:q4_k_m", ["hf.co/bartowski/gemma-3-4b-it-GGUF:Q4_K_M"]],
  ["hf.co/library/gemma3:latest", ["hf.co/library/gemma3"]],
  ["hf.co:443/anna/tutor:latest", ["hf.co:443/anna/tutor"]],
  ["localhost:5000/library/gemma3:latest", ["localhost:5000/library/gemma3"]],
  ["google/gemma-3-12b:latest", ["google/gemma-3-12b"]],
  ["library:latest", ["library", "Library:latest"]],
];

for (const [canonical, names] of same) {
  test(`is ${canonical}: ${names.join(", ")}`, () => {
    for (const name of names) expect([name, canonicalName(name)]).toEqual([name, canonical]);
    expect(canonicalName(canonical)).toBe(canonical);
  });
}

test("keeps the names of different models apart", () => {
  expect(new Set(same.map(([name]) => name)).size).toBe(same.length);
});

test.each([
  ["gpt-4o-2024-08-06", "gpt-4o"],
  ["gpt-4o", "gpt-4o-2024-08-06"],
  ["gpt-4-0613", "gpt-4"],
  ["claude-sonnet-5-5-20260901", "claude-sonnet-5-5"],
  ["claude-3-5-sonnet@20240620", "claude-3-5-sonnet"],
  ["deepseek-v3-250324", "deepseek-v3"],
  ["gemini-2.0-flash-001", "gemini-2.0-flash"],
  ["mistral-small-latest", "mistral-small"],
  ["gpt-4o@latest", "gpt-4o"],
  ["models/gemini-2.5-pro", "gemini-2.5-pro"],
  ["models/gemini-2.0-flash-001", "gemini-2.0-flash"],
  ["gpt-4o-2024-08-06", "openai/gpt-4o"],
  ["mistral-small", "mistral/mistral-small"],
  ["gemma3:12b", "GEMMA3:12b"],
  ["gemma3", "gemma3:latest"],
  ["/models/x.gguf", "x"],
  ["C:\\models\\x.gguf", "x"],
  ["C:/models/x.GGUF", "X"],
  ["\\\\nas\\models\\x.gguf", "x"],
  ["./x.gguf", "x.gguf"],
  ["x", "/models/x.gguf"],
  ["x.gguf", "x"],
  ["x-00001-of-00003.gguf", "x"],
  ["/models/x-00001-of-00003.gguf", "x"],
  ["D:\\models\\x-00001-of-00012.gguf", "x-00001-of-00012"],
  ["/models/qwen3-4b-instruct-2507.gguf", "qwen3-4b-instruct"],
  ["/models/gemma-3-4b-it-q4_k_m.gguf", "gemma-3-4b-it-Q4_K_M"],
])("%s is a name of %s", (answered, asked) => expect(isNameOf(answered, asked)).toBe(true));

test.each([
  ["gemma3:12b", "gemma3:4b"],
  ["gemma3:4b", "gemma3"],
  ["gemma3", "gemma3:4b"],
  ["gemma3-12b", "gemma3"],
  ["gpt-4o", "gpt-4"],
  ["gpt-4o-mini", "gpt-4o"],
  ["gpt-4o", "gpt-4o-mini"],
  ["gpt-4o-mini-2024-07-18", "gpt-4o"],
  ["gpt-4o-2024-05-13", "gpt-4o-2024-08-06"],
  ["qwen3", "qwen3-coder"],
  ["qwen3-coder:30b", "qwen3:30b"],
  ["claude-opus-4-1", "claude-opus-4"],
  ["claude-opus-4-1-20250805", "claude-opus-4"],
  ["gemini-2.5-pro-preview", "gemini-2.5-pro"],
  ["llama-3.1-405b", "llama-3.1"],
  ["other/gpt-4o", "openai/gpt-4o"],
  ["/models/y.gguf", "x"],
  ["/models/xx.gguf", "x"],
  ["C:\\x\\y.gguf", "x"],
  ["/models/gemma/model.gguf", "/models/qwen/model.gguf"],
  ["x-00001-of-00003.gguf.part", "x"],
  ["SmolLM2-135M.gguf", "nothere"],
  ["meta-llama/llama-3.3-70b", "openrouter/auto"],
])("%s is no name of %s", (answered, asked) => expect(isNameOf(answered, asked)).toBe(false));
