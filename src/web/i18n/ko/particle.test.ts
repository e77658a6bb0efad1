import { expect, test } from "bun:test";
import { type Particle, withParticle } from "./particle.ts";

const particles: readonly Particle[] = ["을/를", "이/가", "은/는", "과/와", "으로/로"];

/** A word, and the word with each of the particles. */
const rows: [word: string, ...expected: string[]][] = [
  ["모델", "모델을", "모델이", "모델은", "모델과", "모델로"],
  ["서버", "서버를", "서버가", "서버는", "서버와", "서버로"],
  ["한국", "한국을", "한국이", "한국은", "한국과", "한국으로"],
  [
    "한국어(대한민국)",
    "한국어(대한민국)를",
    "한국어(대한민국)가",
    "한국어(대한민국)는",
    "한국어(대한민국)와",
    "한국어(대한민국)로",
  ],
  ["“제목”", "“제목”을", "“제목”이", "“제목”은", "“제목”과", "“제목”으로"],
  ["gemma3:12b", "gemma3:12b를", "gemma3:12b가", "gemma3:12b는", "gemma3:12b와", "gemma3:12b로"],
  ["qwen", "qwen을", "qwen이", "qwen은", "qwen과", "qwen으로"],
  ["qwen3", "qwen3을", "qwen3이", "qwen3은", "qwen3과", "qwen3으로"],
  [
    "gpt-oss:120b-cloud",
    "gpt-oss:120b-cloud를",
    "gpt-oss:120b-cloud가",
    "gpt-oss:120b-cloud는",
    "gpt-oss:120b-cloud와",
    "gpt-oss:120b-cloud로",
  ],
  ["mistral", "mistral을", "mistral이", "mistral은", "mistral과", "mistral로"],
  [
    "claude-sonnet-5-5",
    "claude-sonnet-5-5를",
    "claude-sonnet-5-5가",
    "claude-sonnet-5-5는",
    "claude-sonnet-5-5와",
    "claude-sonnet-5-5로",
  ],
  ["Claude", "Claude를", "Claude가", "Claude는", "Claude와", "Claude로"],
  ["127.0.0.1", "127.0.0.1을", "127.0.0.1이", "127.0.0.1은", "127.0.0.1과", "127.0.0.1로"],
  [
    "127.0.0.1:11434",
    "127.0.0.1:11434를",
    "127.0.0.1:11434가",
    "127.0.0.1:11434는",
    "127.0.0.1:11434와",
    "127.0.0.1:11434로",
  ],
  [
    "localhost:3000",
    "localhost:3000을",
    "localhost:3000이",
    "localhost:3000은",
    "localhost:3000과",
    "localhost:3000으로",
  ],
  ["ollama.com", "ollama.com을", "ollama.com이", "ollama.com은", "ollama.com과", "ollama.com으로"],
  ["llama.cpp", "llama.cpp를", "llama.cpp가", "llama.cpp는", "llama.cpp와", "llama.cpp로"],
  ["vLLM", "vLLM을", "vLLM이", "vLLM은", "vLLM과", "vLLM으로"],
  ["Ollama", "Ollama를", "Ollama가", "Ollama는", "Ollama와", "Ollama로"],
  ["LM Studio", "LM Studio를", "LM Studio가", "LM Studio는", "LM Studio와", "LM Studio로"],
  [
    "OPENAI_API_KEY",
    "OPENAI_API_KEY를",
    "OPENAI_API_KEY가",
    "OPENAI_API_KEY는",
    "OPENAI_API_KEY와",
    "OPENAI_API_KEY로",
  ],
  ["http://", "http://를", "http://가", "http://는", "http://와", "http://로"],
  ["[::1]:8080", "[::1]:8080을", "[::1]:8080이", "[::1]:8080은", "[::1]:8080과", "[::1]:8080으로"],
  ["8.1GB", "8.1GB를", "8.1GB가", "8.1GB는", "8.1GB와", "8.1GB로"],
  ["えん", "えん을", "えん이", "えん은", "えん과", "えん으로"],
  ["えいが", "えいが를", "えいが가", "えいが는", "えいが와", "えいが로"],
  ["", "를", "가", "는", "와", "로"],
];

test.each(rows.map(([word, ...expected]) => ({ word, expected })))(
  "adds the particles that $word needs",
  ({ word, expected }) => {
    expect(particles.map((particle) => withParticle(word, particle))).toEqual(expected);
  },
);
