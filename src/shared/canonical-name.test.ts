import { expect, test } from "bun:test";
import { canonicalName } from "./canonical-name.ts";

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
