import type { StartStrings } from "#web/i18n/en/start.ts";

export const start: StartStrings = {
  demo: "這是示範：回答都是預先準備的，不使用模型。試試其中一個例句吧。",
  looking: "正在這台電腦上尋找模型…",
  lookFailed: "尋找模型失敗，請重試。",
  lookAgain: "重新尋找",
  answersHere: (model: string) => `將由這台電腦上的${model}回答。`,
  answersAt: (model: string, place: string) => `將由${model}（${place}）回答。`,
  asks: (model: string, host: string) => `可以使用${host}的${model}。傳送前會詢問你一次。`,
  asksWhich: (local: string, model: string, host: string) =>
    `會詢問你一次用哪個模型：${local}，或${host}的${model}。在那之前不會傳送任何內容。`,
  noModel: "還沒有AI模型。單字、讀音和辭典的意思可以直接使用。",
  needsModel: "想要翻譯和回覆，請加入模型：",
  ollamaIsEmpty: "Ollama正在執行，但還沒有模型。建議先下載：",
  onlyCloud:
    "你的Ollama裡的模型都在雲端執行，你的訊息會離開這台電腦。請在設定中選擇，或下載一個在這台電腦上執行的模型：",
  serverIsEmpty: (server: string, host: string) => `${server}正在${host}執行，但沒有載入模型。請在那裡載入一個。`,
  keyForServer: "已設定OpenAI相容伺服器的金鑰。請在設定中輸入伺服器位址。",
  meanwhile: (model: string) => `單字、讀音和辭典的意思可以直接使用。下載完成後，將由${model}回答。`,
  getOllama: "下載Ollama",
  useKey: "使用Anthropic API金鑰",
  key: "Anthropic API金鑰",
  keyGoesTo: (host: string) => `你的訊息會傳送到${host}。`,
  useClaude: "使用Claude",
  saveFailed: "無法儲存，請重試。",
};
