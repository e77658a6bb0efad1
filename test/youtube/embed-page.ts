import { createEmbed } from "./embed.ts";

// The embed's page for browser tests, served at YouTube's own address. It plays nothing; its time passes.
const everyMs = 250;
const embed = createEmbed((data) => parent.postMessage(data, "*"), { title: "春の歌", duration: 60 });
addEventListener("message", ({ source, data }) => {
  if (source === parent) embed.hear(data);
});
setInterval(() => {
  if (embed.info.playerState === 1) embed.at(embed.info.currentTime + (everyMs / 1_000) * embed.info.playbackRate);
}, everyMs);
