import type { WelcomeStrings } from "#web/i18n/en/welcome.ts";

export const welcome: WelcomeStrings = {
  title: "欢迎使用 Blossom",
  lead: "用你在学的语言写吧。每个句子都能展开：词、读音、意思。",
  learning: "你在学哪种语言？",
  interface: "按钮与菜单的语言",
  model: "由谁来回答你？",
  looking: "正在这台电脑上寻找模型…",
  ollamaFound: (version: string, host: string, models: number) =>
    `在 ${host} 找到 Ollama${version && ` ${version}`} · ${models} 个模型`,
  noModels: (host: string) => `在 ${host} 找到 Ollama，但还没有模型。第一个可以选它：`,
  coming: "可以先开始：单词和读音马上可用，模型下载好后就会回答。",
  onlyCloud:
    "它的模型都在云端运行：你写的内容会离开这台电脑。如果可以接受，请在设置中选择；也可以下载一个在本机运行的：",
  keyFound: "已设置 Anthropic API 密钥。",
  serverSet: "已设置 OpenAI 兼容服务器的密钥。",
  use: (model: string) => `使用 ${model}`,
  useClaude: "使用 Claude",
  chosen: (model: string, host: string) => `将由 ${host} 的 ${model} 回答你。`,
  nothing: "没有模型，卡片也能用：词和读音。想要翻译和老师：",
  nothingOllama: (address: string) => `从 ${address} 安装 Ollama，然后在终端运行：`,
  nothingKey: "或者在设置中添加 API 密钥。",
  openSettings: "打开设置",
  lookAgain: "再找一次",
  lookFailed: "没能完成查找。",
  demo: "这是演示：回答是事先准备好的，不会询问任何模型。试试其中一个例句吧。",
  start: "开始",
  startHint: "这些都可以在设置中更改。",
  copy: "复制",
  copied: "已复制",
  saveFailed: "没能保存。",
};
