import { expect, test } from "bun:test";
import type { FrameTokens } from "#shared/frame-tokens.ts";
import { openApp } from "#test/open-app.ts";

test("counts what a region costs with the model in use, and asks for a model first", async () => {
  await using nobody = await openApp();
  expect((await nobody.request("GET", "/api/llm/frame-tokens?width=1920&height=1080")).status).toBe(400);
  await using app = await openApp({ provider: { type: "anthropic", url: "http://127.0.0.1:9" } });
  const ask = (region = "") => app.json<FrameTokens>("GET", `/api/llm/frame-tokens?width=1920&height=1080${region}`);
  // the whole frame goes at 1280 × 720; the lower strip is padded to 200 pixels, and a part beyond the frame counts as the frame's edge
  expect(await ask()).toEqual({ tokens: 1_196, pictures: 1 });
  expect(await ask("&region=0,0.78,1,0.22")).toEqual({ tokens: 448, pictures: 1 });
  expect(await ask("&region=0,0.78,1,1")).toEqual(await ask("&region=0,0.78,1,0.22"));
  expect((await app.request("GET", "/api/llm/frame-tokens?width=1920&height=1080&region=a,b,c,d")).status).toBe(400);
});
