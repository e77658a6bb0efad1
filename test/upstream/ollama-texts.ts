/** What a real Ollama says when something goes wrong with a model, word for word (HEAD of August 2026). */
export const ollamaTexts = {
  /** Under status 200, in place of the last line: the runner's process is gone, usually killed for its memory. */
  runnerDied: "an error was encountered while running the model: unexpected EOF",
  /** Status 500: it went while the model was loading. */
  diedLoading: "llama-server process no longer running: unknown ",
  outOfMemory:
    "llama-server process has terminated: exit status 1: ggml_aligned_malloc: insufficient memory (attempted to allocate 222.51 MB)\nggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 233313280\nllama_model_load: error loading model: unable to allocate CPU buffer",
  damagedFile: (bytes: number) =>
    `tensor "blk.3.ffn_gate.weight" offset+size (${bytes + 179_520}) exceeds file size (${bytes})`,
  /** Two spaces: its own. It comes only where a model must be loaded. */
  busy: "server busy, please try again.  maximum pending requests exceeded",
} as const;
