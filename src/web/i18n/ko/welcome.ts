import type { WelcomeStrings } from "#web/i18n/en/welcome.ts";

export const welcome: WelcomeStrings = {
  title: "Blossom에 오신 것을 환영합니다",
  lead: "배우는 언어로 써 보세요. 어떤 문장이든 펼쳐서 단어, 발음, 뜻을 볼 수 있습니다.",
  learning: "어떤 언어를 배우나요?",
  interface: "버튼과 메뉴의 언어",
  model: "누가 답할까요?",
  looking: "이 컴퓨터에서 모델을 찾는 중…",
  ollamaFound: (version: string, host: string, models: number) =>
    `Ollama${version && ` ${version}`} 찾음: ${host} · 모델 ${models}개`,
  noModels: (host: string) => `${host}에서 Ollama를 찾았지만 아직 모델이 없습니다. 처음에는 이 모델이 좋습니다:`,
  coming: "기다리는 동안 시작해도 됩니다. 단어와 발음은 바로 나오고, 모델은 도착하는 대로 답합니다.",
  onlyCloud:
    "모델이 모두 클라우드에서 실행됩니다. 쓴 내용이 이 컴퓨터를 떠납니다. 괜찮다면 설정에서 고르세요. 컴퓨터 안에서 도는 모델을 받으려면:",
  keyFound: "Anthropic API 키가 설정되어 있습니다.",
  serverSet: "OpenAI 호환 서버의 키가 설정되어 있습니다.",
  use: (model: string) => `${model} 사용`,
  useClaude: "Claude 사용",
  chosen: (model: string, host: string) => `${host}의 ${model} 모델이 답합니다.`,
  nothing: "모델이 없어도 카드로 단어와 발음을 볼 수 있습니다. 번역과 튜터를 쓰려면:",
  nothingOllama: (address: string) => `${address}에서 Ollama를 받은 다음 터미널에서:`,
  nothingKey: "또는 설정에서 API 키를 넣으세요.",
  openSettings: "설정 열기",
  lookAgain: "다시 찾기",
  lookFailed: "찾지 못했습니다.",
  demo: "데모입니다. 답은 미리 준비한 것이고 모델에 묻지 않습니다. 예문을 하나 골라 보세요.",
  start: "시작",
  startHint: "모두 나중에 설정에서 바꿀 수 있습니다.",
  copy: "복사",
  copied: "복사했습니다",
  saveFailed: "저장하지 못했습니다.",
};
