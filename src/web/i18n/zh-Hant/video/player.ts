import type { PlayerStrings } from "#web/i18n/en/video/player.ts";

export const player: PlayerStrings = {
  title: "影片",
  openFile: "開啟影片檔案",
  fileHint: "檔案只留在這台電腦上。只有你要翻譯的字幕和畫面會傳送給模型。",
};
