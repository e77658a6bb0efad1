import { totalmem } from "node:os";
import { expect, test } from "bun:test";
import { memoryAt } from "./memory-at.ts";

test.each([
  "http://127.0.0.1:11434",
  "http://localhost:11434",
  "http://[::1]:11434",
  "http://host.docker.internal:11434",
])("knows the memory of the computer that Blossom shares with %s", (url) => expect(memoryAt(url)).toBe(totalmem()));

test.each(["http://192.168.1.5:11434", "http://ollama:11434", "http://nas.local:11434", "https://ollama.com", ""])(
  "returns null for the memory at %p",
  (url) => expect(memoryAt(url)).toBeNull(),
);
