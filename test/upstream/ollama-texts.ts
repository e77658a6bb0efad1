/** The exact error texts of a real Ollama (HEAD of August 2026). */
export const ollamaTexts = {
  /** Status 200, instead of the last line: the runner's process died, usually because the system killed it for its memory use. */
  runnerDied: "an error was encountered while running the model: unexpected EOF",
  /** Status 500: the runner died while the model was loading. */
  diedLoading: "llama-server process no longer running: unknown ",
  outOfMemory:
    "llama-server process has terminated: exit status 1: ggml_aligned_malloc: insufficient memory (attempted to allocate 222.51 MB)\nggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 233313280\nllama_model_load: error loading model: unable to allocate CPU buffer",
  damagedFile: (bytes: number) =>
    `tensor "blk.3.ffn_gate.weight" offset+size (${bytes + 179_520}) exceeds file size (${bytes})`,
  /** The two spaces are in the original. Ollama sends it only if the request needs a load. */
  busy: "server busy, please try again.  maximum pending requests exceeded",
} as const;
