import type { Answer } from "#shared/answer.ts";
import type { Strings } from "#web/i18n/en.ts";

/** `by: "gemma3:12b · 127.0.0.1:11434", speed: "18 tokens/s · first word after 0.8 s"`, as far as it is known. */
export function describeAnswerer({ chat: t }: Strings, { answerer, usage }: Answer) {
  const { outputTokens, firstTokenMs, totalMs } = usage ?? {};
  const writingMs = totalMs !== undefined ? totalMs - (firstTokenMs ?? 0) : 0;
  const speed: string[] = [];
  if (outputTokens && writingMs > 0) speed.push(t.tokensPerSecond(short((outputTokens / writingMs) * 1_000)));
  if (firstTokenMs !== undefined) speed.push(t.firstToken(short(firstTokenMs / 1_000)));
  return { by: answerer ? `${answerer.model} · ${answerer.host}` : "", speed: speed.join(" · ") };
}

/** 0.84 → 0.8, 18.4 → 18 */
const short = (number: number) => (number < 10 ? number.toFixed(1) : Math.round(number).toString());
