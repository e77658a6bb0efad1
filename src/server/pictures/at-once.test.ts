import { expect, test } from "bun:test";
import { openApp } from "#test/open-app.ts";

const body = (bytes: number) => JSON.stringify({ text: "a", images: ["!"], more: "x".repeat(bytes) });

test.each(["/api/chat", "/api/youtube/translate"])(
  "refuses more pictures while the ones being sent would fill the memory, and accepts them later: %s",
  async (path) => {
    await using app = await openApp();
    const send = (bytes: number) => app.request("POST", path, body(bytes));
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    // a body without a length counts as the largest one
    const first = fetch(app.url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: readable,
    });
    await writer.write(new TextEncoder().encode(body(10).slice(0, 5)));
    let refused = await send(6_000_000);
    while (refused.status === 400) refused = await send(6_000_000); // until the first one has arrived
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await refused.json()).toMatchObject({ error: { code: "pictures_waiting" } });
    expect((await send(1_000_000)).status).toBe(400); // small ones still fit
    await writer.write(new TextEncoder().encode(body(10).slice(5)));
    await writer.close();
    expect((await first).status).toBe(400);
    expect((await send(6_000_000)).status).toBe(400);
  },
);
