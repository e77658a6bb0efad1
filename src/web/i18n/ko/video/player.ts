import type { PlayerStrings } from "#web/i18n/en/video/player.ts";

export const player: PlayerStrings = {
  title: "동영상",
  openFile: "동영상 파일 열기",
  fileHint: "파일은 이 컴퓨터에 그대로 있습니다. 번역하는 자막과 화면만 모델로 전송됩니다.",
};
