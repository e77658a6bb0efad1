import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { tokenFree } from "./addresses.ts";

/** A program named yt-dlp in a folder of its own. In its script, `$here` is that folder. */
export function makeYtDlp(script: string) {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-fake-"));
  const program = join(folder, "yt-dlp");
  fs.writeFileSync(program, `#!/bin/sh\nhere='${folder}'\n${script}\n`, { mode: 0o755 });
  return { folder, program, [Symbol.dispose]: () => fs.rmSync(folder, { recursive: true, force: true }) };
}

/** What `yt-dlp -J` prints about a video that plays. */
export const ytDlpOutput = (id: string) => ({
  id,
  title: "春の歌",
  duration: 10,
  live_status: "not_live",
  formats: [
    { format_id: "140", ext: "m4a", vcodec: "none", protocol: "https", url: "https://rr1---sn-a.googlevideo.com/a" },
    {
      format_id: "248",
      ext: "webm",
      vcodec: "vp9",
      protocol: "https",
      width: 1920,
      height: 1080,
      url: "https://x.googlevideo.com/b",
    },
    ...[360, 720].map((height) => ({
      format_id: String(height),
      ext: "mp4",
      vcodec: "avc1.4d401f",
      protocol: "https",
      width: (height * 16) / 9,
      height,
      url: `https://rr1---sn-a.googlevideo.com/videoplayback?itag=${height}`,
    })),
  ],
  subtitles: {
    ja: [
      { ext: "vtt", url: "x" },
      { ext: "json3", url: tokenFree(id, "ja"), name: "Japanese" },
    ],
    live_chat: [],
  },
  automatic_captions: {
    "ja-orig": [{ ext: "json3", url: tokenFree(id, "ja", "asr"), name: "Japanese (Original)" }],
    en: [{ ext: "json3", url: `${tokenFree(id, "ja", "asr")}&tlang=en`, name: "English" }],
  },
});
