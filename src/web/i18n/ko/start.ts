import type { StartStrings } from "#web/i18n/en/start.ts";
import { withParticle } from "./particle.ts";

export const start: StartStrings = {
  demo: "데모입니다. 답변은 미리 준비한 것이며 모델은 사용하지 않습니다. 예문을 하나 눌러 보세요.",
  looking: "이 컴퓨터에서 모델을 찾는 중…",
  lookFailed: "모델을 검색하지 못했습니다.",
  lookAgain: "다시 찾기",
  answersHere: (model: string) => `이 컴퓨터의 ${model} 모델이 답변합니다.`,
  answersAt: (model: string, place: string) => `${model} 모델(${place})이 답변합니다.`,
  asks: (model: string, host: string) =>
    `${host}의 ${model} 모델을 사용할 수 있습니다. 보내기 전에 한 번만 확인합니다.`,
  asksWhich: (local: string, model: string, host: string) =>
    `어떤 모델을 사용할지 한 번만 확인합니다: ${local} 또는 ${host}의 ${model}. 그 전에는 아무것도 보내지 않습니다.`,
  noModel: "아직 AI 모델이 없습니다. 단어, 발음, 사전 뜻은 바로 볼 수 있습니다.",
  needsModel: "번역과 답장을 받으려면 모델을 추가하세요:",
  ollamaIsEmpty: "Ollama가 실행 중이지만 아직 모델이 없습니다. 처음 사용하기 좋은 모델:",
  onlyCloud:
    "Ollama의 모델이 모두 클라우드에서 실행되어, 메시지를 이 컴퓨터 밖으로 보냅니다. 설정에서 선택하거나, 이 컴퓨터에서 실행되는 모델을 다운로드하세요:",
  serverIsEmpty: (server: string, host: string) =>
    `${host}에서 ${withParticle(server, "이/가")} 실행 중이지만 불러온 모델이 없습니다. ${server}에서 모델을 불러오세요.`,
  keyForServer: "OpenAI 호환 서버의 키가 설정되어 있습니다. 설정에서 서버 주소를 입력하세요.",
  meanwhile: (model: string) =>
    `단어, 발음, 사전 뜻은 바로 볼 수 있습니다. 다운로드가 끝나면 ${model} 모델이 답변합니다.`,
  getOllama: "Ollama 다운로드",
  useKey: "Anthropic API 키 사용",
  key: "Anthropic API 키",
  keyGoesTo: (host: string) => `메시지를 ${withParticle(host, "으로/로")} 보냅니다.`,
  useClaude: "Claude 사용",
  saveFailed: "저장하지 못했습니다. 다시 시도하세요.",
};
