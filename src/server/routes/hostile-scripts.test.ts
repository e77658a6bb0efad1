import { expect, setDefaultTimeout, test } from "bun:test";
import { perform } from "#test/hostile/perform.ts";
import { hostileScripts } from "#test/hostile/scripts.ts";
import { startHostileModel } from "#test/hostile/start-hostile-model.ts";
import { openApp } from "#test/open-app.ts";

setDefaultTimeout(60_000);

/** Then the learner presses Stop, and the test fails. Long, because other tests may slow this one down. */
const limitMs = 30_000;
/** An answer with its raw text, and what the API says around them. */
const longest = 420_000;
/** Without `stopped` and `cancelled`: Blossom itself ends every answer and download. */
const ends = ["complete", "incomplete", "cut", "failed", "interrupted", "titled", "done"];

// `npm run bench -- hostile` runs all of them, and measures memory and delays; these take turns with the providers
test.each(hostileScripts.filter((_, index) => index % 5 === 0))(
  "ends, keeps little, and stays usable, when a server sends $name (T28)",
  async (script) => {
    const server = await startHostileModel(script);
    const provider = {
      type: script.provider,
      url: script.provider === "openai-compatible" ? `${server.url}/v1` : server.url,
    };
    await using app = await openApp({ provider });
    const request: typeof app.request = (method, path, body) =>
      app.request(method, path, body, { prefer: "respond-async" });
    const ended = await perform(request, script, server.url, limitMs);
    server.close();
    if (script.act === "models") expect(ended.outcome).toBe("200");
    else expect(ends).toContain(ended.outcome);
    expect(ended.code).not.toBe("internal");
    expect(ended.length).toBeLessThan(script.act === "models" ? 1_000_000 : longest);
    expect((await app.request("GET", "/api/health")).status).toBe(200);
  },
);
