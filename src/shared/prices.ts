type Price = {
  input: number;
  output: number;
  /** Of the prompt in tokens, above which the price is another one. */ upTo?: number;
};

/** US dollars for a million tokens, from Anthropic's price list of November 2026. What is not here has no known price. */
const prices: Readonly<Record<string, Price>> = {
  "claude-haiku-5-5": { input: 0.1, output: 0.5, upTo: 100_000 },
  "claude-sonnet-5-5": { input: 2, output: 10 },
  "claude-opus-5-5": { input: 4, output: 20 },
};
/** What the cache costs, of the price of the input. */
const cache = { read: 0.1, write: 1.25 };

type Tokens = { input?: number; output?: number; cacheRead?: number; cacheWrite?: number };

/** What an answer cost, in US dollars; undefined where nobody said. `claude-sonnet-5-5-20261001` costs what its family does. */
export function costUsd(provider: string, model: string, { input, output, cacheRead = 0, cacheWrite = 0 }: Tokens) {
  const price = provider === "anthropic" ? prices[model.replace(/-\d{8}$/, "")] : undefined;
  if (!price || input === undefined || output === undefined) return undefined;
  if (input + cacheRead + cacheWrite > (price.upTo ?? Number.POSITIVE_INFINITY)) return undefined;
  const prompt = input + cacheRead * cache.read + cacheWrite * cache.write;
  return (prompt * price.input + output * price.output) / 1e6;
}
