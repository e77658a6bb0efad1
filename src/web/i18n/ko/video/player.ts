import type { PlayerStrings } from "#web/i18n/en/video/player.ts";

export const player: PlayerStrings = {
  title: "동영상",
  openFile: "동영상 파일 열기",
  whichVideo: "열 동영상을 선택하세요.",
  close: "닫기",
  fileHint: "파일은 이 컴퓨터에 그대로 있습니다. 번역하는 자막과 화면만 모델로 전송됩니다.",
  youtube: {
    link: "YouTube 링크",
    open: "열기",
    none: "YouTube 동영상 링크가 아닙니다. 링크를 붙여넣거나 동영상 파일을 여세요.",
    playlist: "재생목록 링크입니다. 동영상 링크를 붙여넣으세요.",
    channel: "채널 링크입니다. 동영상 링크를 붙여넣으세요.",
    askTitle: "이 동영상을 YouTube에서 재생하시겠습니까?",
    ask: "YouTube 플레이어(youtube-nocookie.com)를 여기에 불러옵니다. YouTube는 네트워크 주소와 동영상을 알게 됩니다. YouTube 도구는 동영상의 이미지와 자막도 가져옵니다. 설정에서 변경할 수 있습니다.",
    player: "플레이어만",
    tools: "플레이어와 도구",
    notNow: "나중에",
    off: "설정에서 YouTube가 꺼져 있습니다.",
    settings: "설정",
    gone: "이 동영상은 없거나 비공개이거나 삭제되었습니다.",
    notAllowed: "소유자가 여기에서의 재생을 허용하지 않습니다. YouTube에서 열고 스크린샷을 여기에 붙여넣으세요.",
    noAddress: (address: string) =>
      `브라우저가 페이지 주소를 알려 주지 않아 YouTube가 거부했습니다. 개인정보 보호 확장 프로그램을 확인하거나 Blossom을 ${address}에서 여세요.`,
    broken: "YouTube 플레이어에서 오류가 발생했습니다.",
    blocked: "YouTube에 연결하지 못했습니다. 인터넷 연결과 광고 차단을 확인하세요.",
    onYouTube: "YouTube에서 열기",
    retry: "다시 시도",
  },
  noFile: "파일을 다시 열면 볼 수 있습니다.",
  cannotOpen: (kind: string) =>
    `이 브라우저는 이 ${kind} 파일을 재생하지 못합니다. 다른 브라우저를 쓰거나 H.264 MP4로 변환하세요.`,
  notVideo: "동영상 파일이 아닙니다.",
  onlySound: "이 파일에는 소리만 있습니다. 자막은 사용할 수 있습니다.",
  noPicture: "이 브라우저는 이 동영상의 형식(예: HEVC)을 표시하지 못합니다. 다른 브라우저를 쓰거나 H.264로 변환하세요.",
};
