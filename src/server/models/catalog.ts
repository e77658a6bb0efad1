import type { Database } from "bun:sqlite";
import { parseJson } from "#shared/parse-json.ts";
import type { ProviderType } from "#shared/providers.ts";
import { listKnowledge, saveKnowledge } from "#server/db/model-catalog.ts";
import { createKnowledge, knowledgeSchema, type KnowledgeState, nothingKnown } from "#server/llm/knowledge.ts";
import type { Knowledge } from "#server/llm/types.ts";
import { logger } from "#server/logger.ts";

/** The only store of what is known about models: what servers reported, and what was learned from answers. */
export type Catalog = {
  /** What is known about one endpoint. Always the same object, so that every caller sees what another one learned. */
  at(provider: ProviderType, baseUrl: string): Knowledge;
};

/** More endpoints than anybody uses at the same time. */
const mostEndpoints = 20;
/** An unchanged list is stored again after this, so that an endpoint in use stays among the newest. */
const refreshMs = 60 * 60_000;

/** Reads the whole table at first use, then reads from memory and writes each change through to the table. */
export function createCatalog(db: Database, now: () => number = Date.now): Catalog {
  const endpoints = new Map<string, Knowledge>();
  let stored: Map<string, KnowledgeState> | null = null;

  return {
    at(provider, baseUrl) {
      const url = baseUrl.replace(/\/+$/, "");
      const key = endpointKey(provider, url);
      const known = endpoints.get(key);
      if (known) return known;
      stored ??= load(db);
      const knowledge = open(provider, url, stored.get(key) ?? nothingKnown);
      endpoints.set(key, knowledge);
      return knowledge;
    },
  };

  function open(provider: ProviderType, baseUrl: string, state: KnowledgeState): Knowledge {
    let written = { text: JSON.stringify(withoutClock(state)), at: performance.now() };
    return createKnowledge(state, {
      now,
      save(changed) {
        // the schema drops invalid values, because a server may report anything
        const valid = knowledgeSchema.parse(changed);
        const text = JSON.stringify(withoutClock(valid));
        if (text === written.text && performance.now() - written.at < refreshMs) return;
        written = { text, at: performance.now() };
        try {
          saveKnowledge(db, { provider, baseUrl, knowledge: JSON.stringify(valid) }, now(), mostEndpoints);
        } catch (error) {
          logger.error("model catalog not stored", { baseUrl, error }); // a full disk must not make an answer fail
        }
      },
    });
  }
}

/** Keeps protocols apart: Ollama's own API reports more about a model than its `/v1` API, and neither may overwrite the other. */
const endpointKey = (provider: string, baseUrl: string) => `${provider} ${baseUrl}`;

/** The state without the time of the list: it changes only if something was learned, not if the same list came again. */
const withoutClock = ({ listedAt, ...state }: KnowledgeState) => ({ ...state, isListed: listedAt !== null });

function load(db: Database): Map<string, KnowledgeState> {
  const rows = listKnowledge(db).map(({ provider, baseUrl, knowledge }): [string, KnowledgeState] => {
    const { data = nothingKnown } = knowledgeSchema.safeParse(parseJson(knowledge));
    return [endpointKey(provider, baseUrl), data];
  });
  return new Map(rows);
}
