import { expect, test } from "bun:test";
import { shortName } from "./short-name.ts";

test.each([
  ["gemma3:12b", "gemma3:12b"],
  ["llama3.2:latest", "llama3.2"],
  ["hf.co/bartowski/Llama-3.2-3B-Instruct-GGUF:Q4_K_M", "Llama-3.2-3B-Instruct-GGUF:Q4_K_M"],
  ["mradermacher/gemma-2-ja:latest", "gemma-2-ja"],
  ["/models/qwen3-8b.gguf", "qwen3-8b.gguf"],
  ["meta-llama/Llama-3.1-8B-Instruct", "Llama-3.1-8B-Instruct"],
  ["latest", "latest"],
  ["a/", "a/"],
  ["", ""],
])("shortens %p to %p", (model, short) => {
  expect(shortName(model)).toBe(short);
});
