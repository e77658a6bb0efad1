import type { PlayerStrings } from "#web/i18n/en/video/player.ts";

export const player: PlayerStrings = {
  title: "视频",
  openFile: "打开视频文件",
  fileHint: "文件只留在这台电脑上。只有你要翻译的字幕和画面会发送给模型。",
};
