import type { StartStrings } from "#web/i18n/en/start.ts";

export const start: StartStrings = {
  demo: "这是演示：回答是事先准备好的，不会使用任何模型。试试其中一个例句吧。",
  looking: "正在这台电脑上寻找模型…",
  lookFailed: "寻找模型失败。",
  lookAgain: "重新寻找",
  answersHere: (model: string) => `将由这台电脑上的 ${model} 回答。`,
  answersAt: (model: string, place: string) => `将由 ${model}（${place}）回答。`,
  asks: (model: string, host: string) => `可以使用 ${host} 的 ${model}。发送前会询问你一次。`,
  asksWhich: (local: string, model: string, host: string) =>
    `会询问你一次由谁回答：${local}，或 ${host} 的 ${model}。在此之前不会发送任何内容。`,
  noModel: "还没有 AI 模型。单词、读音和词典释义可以直接使用。",
  needsModel: "要获得翻译和回复，请添加模型：",
  ollamaIsEmpty: "Ollama 正在运行，但还没有模型。推荐先下载：",
  onlyCloud: "你的 Ollama 里的模型都在云端运行，你写的内容会离开这台电脑。请在设置中选择，或下载一个在本机运行的模型：",
  serverIsEmpty: (server: string, host: string) => `${server} 正在 ${host} 运行，但没有加载模型。请在那里加载一个。`,
  keyForServer: "已设置 OpenAI 兼容服务器的密钥。请在设置中输入服务器地址。",
  meanwhile: (model: string) => `单词、读音和词典释义可以直接使用。下载完成后，将由 ${model} 回答。`,
  getOllama: "下载 Ollama",
  useKey: "使用 Anthropic API 密钥",
  key: "Anthropic API 密钥",
  keyGoesTo: (host: string) => `你的消息会发送到 ${host}。`,
  useClaude: "使用 Claude",
  saveFailed: "保存失败。",
};
