type Price = {
  input: number;
  output: number;
  /** The longest prompt, in tokens, to which this price applies. */ upTo?: number;
};

/** By provider: US dollars per million tokens, from its price list of November 2026. Other models have no known price. */
const prices: ReadonlyMap<string, ReadonlyMap<string, Price>> = new Map([
  [
    "anthropic",
    new Map<string, Price>([
      ["claude-haiku-5-5", { input: 0.1, output: 0.5, upTo: 100_000 }],
      ["claude-sonnet-5-5", { input: 2, output: 10 }],
      ["claude-opus-5-5", { input: 4, output: 20 }],
    ]),
  ],
]);
/** Prices of cache reads and writes, as multiples of the input price. */
const cache = { read: 0.1, write: 1.25 };

type Tokens = { input?: number; output?: number; cacheRead?: number; cacheWrite?: number };

/** The cost of an answer in US dollars; undefined if the price or a token count is unknown. `claude-sonnet-5-5-20261001` costs the same as `claude-sonnet-5-5`. */
export function costUsd(provider: string, model: string, { input, output, cacheRead = 0, cacheWrite = 0 }: Tokens) {
  const price = prices.get(provider)?.get(model.replace(/-\d{8}$/, ""));
  if (!price || input === undefined || output === undefined) return undefined;
  if (input + cacheRead + cacheWrite > (price.upTo ?? Number.POSITIVE_INFINITY)) return undefined;
  const prompt = input + cacheRead * cache.read + cacheWrite * cache.write;
  return (prompt * price.input + output * price.output) / 1e6;
}
