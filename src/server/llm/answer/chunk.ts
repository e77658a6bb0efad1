import type { LLMResult } from "#server/llm/types.ts";

/** What an adapter makes of one line or event. An answer is whole only when a `finish` came. */
export type Chunk = {
  text?: string;
  thinking?: string;
  finish?: LLMResult["finish"];
  model?: string;
  usage?: NonNullable<LLMResult["usage"]>;
  /** Why it refused. */
  explanation?: string;
  promptTruncated?: boolean;
  /** As the server measured them. */
  timings?: Pick<LLMResult["timings"], "loadMs" | "writingMs">;
};
