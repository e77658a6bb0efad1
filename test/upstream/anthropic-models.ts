import { type Exchange, sendJson } from "./exchange.ts";
import type { UpstreamModel } from "./models.ts";

/** Lists models in pages, as the real API does: `limit` (20), `after_id`, `has_more`. Retired models only if `lifecycle` asks for them. */
export function listModels(exchange: Exchange): void {
  const { state, query } = exchange;
  const asked = query.getAll("lifecycle[]");
  const wanted = asked.length > 0 ? asked : ["active", "deprecated"];
  const all = state.models.filter(({ lifecycle = "active" }) => wanted.includes(lifecycle)).map(toListed);
  const start = all.findIndex(({ id }) => id === query.get("after_id")) + 1;
  const limit = Number(query.get("limit") ?? 20);
  const data = all.slice(start, start + limit);
  sendJson(exchange, 200, {
    data,
    has_more: start + limit < all.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  });
}

function toListed({ name, displayName, lifecycle = "active", retiresAt, isSilent, ...model }: UpstreamModel) {
  const can = (ability: string) => ({ supported: model.capabilities?.includes(ability) ?? false });
  return {
    type: "model",
    id: name,
    display_name: displayName ?? name,
    created_at: "2026-09-29T00:00:00Z",
    lifecycle,
    deprecated_at: lifecycle === "active" ? null : "2026-03-01T00:00:00Z",
    retires_at: retiresAt ?? null,
    line: null,
    max_input_tokens: model.contextLength ?? null,
    max_tokens: model.maxOutputTokens ?? 128_000,
    capabilities:
      model.capabilities && !isSilent
        ? {
            image_input: can("vision"),
            structured_outputs: can("schema"),
            effort: { ...can("effort"), low: can("effort"), medium: can("effort"), high: can("effort") },
            thinking: { supported: true, types: { adaptive: { supported: true }, disabled: can("no-thinking") } },
          }
        : null,
  };
}
