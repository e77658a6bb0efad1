import type { ModelInfo } from "./model-info.ts";
import type { ProviderType } from "./providers.ts";
import type { WindowRemedy } from "./small-window.ts";

type About = Pick<ModelInfo, "contextLength" | "fixedWindow" | "runBy">;

/** How a model gets a window of more than `tokens`. */
export function windowRemedy(provider: ProviderType, info: About | undefined, tokens: number): WindowRemedy {
  if (provider === "ollama") return (info?.contextLength ?? Infinity) > tokens ? "settings" : "model";
  return info?.runBy ?? (info?.fixedWindow ? "ollama" : "server");
}
