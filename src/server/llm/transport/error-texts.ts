import type { LLMErrorCode } from "#shared/errors.ts";

/** A pattern for texts that servers send, and the code they mean. */
type Row = {
  pattern: RegExp;
  code: LLMErrorCode;
  /** Complete messages of real servers. The test sends each of them. */
  real: readonly string[];
};

/**
 * Maps the text of an error to a code when status and type do not decide. The first matching row wins.
 * Each row needs a message that a real server sent or that its source code contains.
 */
export const errorTexts: readonly Row[] = [
  {
    pattern: /exceeds? the (available )?context|context (length|size|window|limit)|prompt is too long/i,
    code: "context_overflow",
    real: [
      "request (26813 tokens) exceeds the available context size (2048 tokens), try increasing it",
      "the input length exceeds the context length",
      "prompt is too long: 212000 tokens > 200000 maximum",
    ],
  },
  {
    pattern: /credit balance is too low/i,
    code: "billing",
    real: ["Your credit balance is too low to access the API"],
  },
  {
    // ggml, CUDA, ROCm and Vulkan phrase it differently
    pattern:
      /out of memory|requires more system memory|insufficient memory|not enough memory|failed to allocate|allocation failed|(cuda|hip)Malloc failed|out of device memory|ErrorOutOf(Device)?Memory/i,
    code: "out_of_memory",
    real: [
      "llama-server process has terminated: exit status 1: ggml_aligned_malloc: insufficient memory (attempted to allocate 222.51 MB)\nalloc_tensor_range: failed to allocate CPU buffer of size 233313280",
      "model requires more system memory (9.1 GiB) than is available (4.2 GiB)",
      "CUDA error: out of memory",
      "llama-server process has terminated: exit status 1: cudaMalloc failed: out of memory",
      "llama-server process has terminated: exit status 1: hipMalloc failed",
      "ggml_vulkan: Device memory allocation of size 1073741824 failed.\nvk::Device::allocateMemory: ErrorOutOfDeviceMemory",
      "vk::Device::allocateMemory: ErrorOutOfMemory",
    ],
  },
  {
    // when memory runs out, the operating system kills the largest process, and the server learns no reason
    pattern: /unexpectedly stopped|while running the model: unexpected EOF|process no longer running/i,
    code: "out_of_memory",
    real: [
      "an error was encountered while running the model: unexpected EOF",
      "llama-server process no longer running: unknown ",
      "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error",
    ],
  },
  {
    // the model file is incomplete
    pattern: /tensor .{0,200} exceeds file size/i,
    code: "damaged_model",
    real: ['tensor "blk.3.ffn_gate.weight" offset+size (40179520) exceeds file size (40000000)'],
  },
  {
    pattern: /timed out waiting for/i,
    code: "timeout",
    real: ["timed out waiting for llama-server to start: "],
  },
  {
    // some servers report it with status 400 instead of 413
    pattern: /image.*(exceed|too large|dimensions)/i,
    code: "too_large",
    real: [
      "messages.0.content.0.image.source.base64.data: image exceeds 5 MB maximum: 6291456 bytes > 5242880 bytes",
      "At least one of the image dimensions exceed max allowed size: 8000 pixels",
    ],
  },
  {
    pattern: /image input|required for image|does not support (thinking|images?|chat|tools|multimodal)|illegal base64/i,
    code: "unsupported",
    real: [
      "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj",
      "Multimodal data provided, but model does not support multimodal requests.",
      '"qwen3:8b" does not support thinking',
      "illegal base64 data at input byte 4",
    ],
  },
  {
    pattern: /model ['"`][^'"`]+['"`] (was )?not found|no such model|invalid model name/i,
    code: "model_not_found",
    real: [
      "model 'nosuch:latest' not found",
      "invalid model name",
      "/chat/completions: Invalid model name passed in model=not-in-list. Call `/v1/models` to view available models for your key.",
    ],
  },
];

export function codeOfText(message: string): LLMErrorCode | null {
  return errorTexts.find(({ pattern }) => pattern.test(message))?.code ?? null;
}

/** llama.cpp while it starts: `{"error":{"message":"Loading model","type":"unavailable_error","code":503}}`. */
export const isLoading = (message: string): boolean => /loading model/i.test(message);

/** Anthropic may report a retired model with status 400: "The model `claude-old` has reached its end-of-life on June 15th, 2026." */
export const isAboutRetirement = (message: string, model: string): boolean =>
  message.includes(model) && /retired|no longer|deprecated|not (available|supported|found)|end.of.life/i.test(message);

/** Ollama rejects the name itself, so pulling the model cannot help. */
export const isBadName = (message: string): boolean => /^invalid model name$/i.test(message);

const windowIn =
  /context length (?:is|of)(?: only)? (\d{1,9})|tokens > (\d{1,9}) maximum|\b\d{1,9} \+ \d{1,9} > (\d{1,9})/i;
const promptIn =
  /\((\d{1,9}) in the messages|resulted in (\d{1,9}) tokens|passed (\d{1,9}) input tokens|first (\d{1,9}) tokens|too long: (\d{1,9}) tokens|\b(\d{1,9}) \+ \d{1,9} > \d{1,9}/i;

/** Reads the context window and the prompt's size from the error for a prompt that is too long. 0 if the text does not say it. */
export function readSizes(message: string): { contextTokens: number; promptTokens: number } {
  return { contextTokens: numberIn(windowIn.exec(message)), promptTokens: numberIn(promptIn.exec(message)) };
}

const numberIn = (found: RegExpExecArray | null): number =>
  Number(found?.slice(1).find((number) => number !== undefined)) || 0;
