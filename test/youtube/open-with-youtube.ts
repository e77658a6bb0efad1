import type { YoutubeConfig } from "#server/config.ts";
import { readConfig } from "#server/config.ts";
import type { YoutubeUse } from "#shared/setting-values.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { type FakeYoutube, startYoutube } from "./start-youtube.ts";

type Options = { use?: YoutubeUse; config?: Partial<YoutubeConfig> };

/** Opens the app with a stand-in for YouTube, and the tools allowed. */
export async function openWithYoutube({ use = "tools", config = {} }: Options = {}): Promise<
  AsyncDisposable & { app: OpenApp; youtube: FakeYoutube }
> {
  const youtube = startYoutube();
  const standard = readConfig({}).youtube;
  const app = await openApp({ config: { youtube: { ...standard, path: "", standIn: youtube.url, ...config } } });
  if (use !== "ask") await app.json("PUT", "/api/settings", { youtube: use });
  return {
    app,
    youtube,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await youtube[Symbol.asyncDispose]();
    },
  };
}
