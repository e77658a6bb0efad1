import type { PlayerStrings } from "#web/i18n/en/video/player.ts";

export const player: PlayerStrings = {
  title: "動画",
  openFile: "動画ファイルを開く",
  fileHint: "ファイルはこのコンピューターから出ません。モデルに送信されるのは、翻訳する字幕と画面だけです。",
};
