import type { StartStrings } from "#web/i18n/en/start.ts";

export const start: StartStrings = {
  demo: "这是演示：回答是预先准备的，不使用模型。试试其中一个例句吧。",
  looking: "正在这台电脑上查找模型…",
  lookFailed: "查找模型失败，请重试。",
  lookAgain: "重新查找",
  answersHere: (model: string) => `将由这台电脑上的${model}回答。`,
  answersAt: (model: string, place: string) => `将由${model}（${place}）回答。`,
  asks: (model: string, host: string) => `可以使用${host}的${model}。发送前会询问你一次。`,
  asksWhich: (local: string, model: string, host: string) =>
    `会询问你一次用哪个模型：${local}，或${host}的${model}。在此之前不会发送任何内容。`,
  noModel: "还没有AI模型。单词、读音和词典释义可以直接使用。",
  needsModel: "要获得翻译和回复，请添加模型：",
  ollamaIsEmpty: "Ollama正在运行，但还没有模型。推荐先下载：",
  onlyCloud:
    "你的Ollama里的模型都在云端运行，你的消息会离开这台电脑。请在设置中选择，或下载一个在这台电脑上运行的模型：",
  serverIsEmpty: (server: string, host: string) => `${server}正在${host}运行，但没有加载模型。请在那里加载一个。`,
  keyForServer: "已设置OpenAI兼容服务器的密钥。请在设置中输入服务器地址。",
  meanwhile: (model: string) => `单词、读音和词典释义可以直接使用。下载完成后，将由${model}回答。`,
  getOllama: "下载Ollama",
  useKey: "使用Anthropic API密钥",
  key: "Anthropic API密钥",
  keyGoesTo: (host: string) => `你的消息会发送到${host}。`,
  useClaude: "使用Claude",
  saveFailed: "无法保存，请重试。",
};
