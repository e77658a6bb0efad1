import type { WelcomeStrings } from "#web/i18n/en/welcome.ts";

export const welcome: WelcomeStrings = {
  title: "Blossomへようこそ",
  lead: "学んでいる言語で書いてください。どの文も開いて、単語、読み、意味を見られます。",
  learning: "どの言語を学びますか",
  level: (language: string) => `${language}のレベル`,
  interface: "ボタンとメニューの言語",
  model: "だれが答えますか",
  looking: "このコンピューターのモデルを探しています…",
  serverFound: (server: string, host: string, models: number) =>
    `${host} に${server}が見つかりました · モデル${models}個`,
  noModels: (host: string) =>
    `${host} にOllamaがありますが、モデルはまだありません。はじめの一つにはこれが向いています：`,
  coming: "待つ間もはじめられます。単語と読みはすぐに出て、モデルは届きしだい答えます。",
  onlyCloud:
    "モデルはどれもクラウドで動くもので、書いたものが外に送られます。それでよければ設定で選んでください。手元で動くモデルを入れるには：",
  keyFound: "AnthropicのAPIキーが設定されています。",
  serverSet: "OpenAI互換サーバーのキーが設定されています。",
  use: (model: string) => `${model} を使う`,
  useClaude: "Claudeを使う",
  chosen: (model: string, host: string) => `${host} の ${model} が答えます。`,
  nothing: "モデルがなくても、カードで単語と読みを見られます。訳とチューターを使うには：",
  nothingOllama: (address: string) => `${address} からOllamaを入れて、ターミナルで：`,
  nothingKey: "または、設定でAPIキーを加えてください。",
  openSettings: "設定を開く",
  lookAgain: "もう一度探す",
  lookFailed: "探せませんでした。",
  demo: "これはデモです。答えはあらかじめ用意したもので、モデルには問い合わせません。例文を試してみてください。",
  start: "はじめる",
  startHint: "どれも後から設定で変えられます。",
  copy: "コピー",
  copied: "コピーしました",
  saveFailed: "保存できませんでした。",
};
