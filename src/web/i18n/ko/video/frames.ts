import type { FramesStrings } from "#web/i18n/en/video/frames.ts";

export const frames: FramesStrings = {
  no_picture: "가져올 화면이 없습니다. 동영상이 보이면 다시 시도하세요.",
  timeout: "화면을 가져오는 데 너무 오래 걸렸습니다. 다시 시도하거나 스크린샷을 붙여넣으세요.",
  not_secure: (address) =>
    `화면 캡처는 보안 주소에서만 사용할 수 있습니다. Blossom을 실행하는 컴퓨터에서 다음 주소를 여세요: ${address} 스크린샷은 언제든지 붙여넣을 수 있습니다.`,
  refused: "화면을 공유하지 않았습니다. 스크린샷을 붙여넣거나 이미지를 선택할 수 있고, 자막 줄도 번역할 수 있습니다.",
  wrong_tab: "다른 탭이나 창 또는 화면이 공유되어 가져오지 않았습니다. 화면 캡처를 다시 시작하고 이 탭을 선택하세요.",
  no_player: "동영상이 아직 준비되지 않았습니다. 다 불러온 후 다시 시도하세요.",
  screenGrab: "화면 캡처",
  pick: "이미지 선택",
  nextTry: (time) => `다음 시도: ${time}`,
  goesOnIn: (time) => `${time} 후에 계속합니다.`,
  age: (days) => `${days}일 전 버전`,
  region: "영역",
  regionOn: "영역 설정됨",
  resetRegion: "영역 초기화",
  chooseRegion: "읽을 영역 선택",
  close: "닫기",
  picture: "동영상 화면",
  rectangle: "영역",
  regionKeys:
    "사각형을 그리거나 사각형 또는 모서리를 드래그하세요. 화살표 키로 옮기고 Shift와 화살표 키로 크기를 바꿉니다.",
  regionAt: (left, top, width, height) => `왼쪽 ${left}, 위 ${top}, 너비 ${width}, 높이 ${height}`,
  lastRegion: "지난번과 같게",
  bottom: "아래",
  top: "위",
  whole: "화면 전체",
  costs: (tokens, pictures) => `모델에 보내는 이미지 ${pictures}장, ${tokens}토큰`,
  saveRegion: "사용",
};
