import type { StartStrings } from "#web/i18n/en/start.ts";

export const start: StartStrings = {
  demo: "これはデモです。回答はあらかじめ用意したもので、モデルは使いません。例文を試してみてください。",
  looking: "このコンピューターでモデルを探しています…",
  lookFailed: "モデルの検索に失敗しました。",
  lookAgain: "もう一度探す",
  answersHere: (model: string) => `このコンピューターの${model}が回答します。`,
  answersAt: (model: string, place: string) => `${model}（${place}）が回答します。`,
  asks: (model: string, host: string) => `${host}の${model}を使えます。送信する前に一度だけ確認します。`,
  asksWhich: (local: string, model: string, host: string) =>
    `どちらを使うか一度だけ確認します：${local}、または${host}の${model}。それまでは何も送信しません。`,
  noModel: "AIモデルはまだありません。単語、読み、辞書の意味はすぐに使えます。",
  needsModel: "翻訳と返事には、モデルを追加してください：",
  ollamaIsEmpty: "Ollamaは起動していますが、モデルがまだありません。最初のモデルにはこちらがおすすめです：",
  onlyCloud:
    "Ollamaのモデルはすべてクラウドで動くため、メッセージがこのコンピューターの外に送信されます。設定で選ぶか、このコンピューターで動くモデルをダウンロードしてください：",
  serverIsEmpty: (server: string, host: string) =>
    `${server}（${host}）は起動していますが、モデルが読み込まれていません。${server}でモデルを読み込んでください。`,
  keyForServer: "OpenAI互換サーバーのキーが設定されています。設定でサーバーのアドレスを入力してください。",
  meanwhile: (model: string) => `単語、読み、辞書の意味はすぐに使えます。ダウンロードが終わると${model}が回答します。`,
  getOllama: "Ollamaをダウンロード",
  useKey: "AnthropicのAPIキーを使う",
  key: "AnthropicのAPIキー",
  keyGoesTo: (host: string) => `メッセージは${host}に送信されます。`,
  useClaude: "Claudeを使う",
  saveFailed: "保存できませんでした。もう一度お試しください。",
};
