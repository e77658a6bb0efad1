import type { HearStrings } from "#web/i18n/en/hear.ts";

export const hear: HearStrings = {
  title: {
    none: (language) => `${language}の音声がありません`,
    remote: (language) => `${language}にオンラインの音声を使いますか？`,
    silent: "音が出ません",
    unsupported: "このブラウザーは読み上げに対応していません",
    failed: "読み上げできませんでした",
  },
  none: (language) => `お使いのシステムに${language}の音声がありません。追加してから、ブラウザーを再起動してください。`,
  steps: {
    windows: "「設定」→「時刻と言語」→「音声認識」→「音声を追加」",
    mac: "「システム設定」→「アクセシビリティ」→「読み上げコンテンツ」→「システムの声」→「声を管理」",
    ios: "「設定」→「アクセシビリティ」→「読み上げコンテンツ」→「声」",
    android: "「設定」→「ユーザー補助」→「テキスト読み上げの設定」→「音声データをインストール」",
    linux:
      "読み上げエンジンをインストールしてください。Firefoxではすぐに使えます。Chromiumは下のオプションを付けて起動してください。",
    other: "システムの設定で「読み上げ」を探してください。",
  },
  remote: (voice, language) => `このブラウザーにある${language}の音声は${voice}だけです。`,
  sendsTo: (maker) => `文を${maker}に送信します`,
  sendsAway: "文をインターネット経由で送信します",
  useRemote: "この音声を使う",
  silent: "音声が再生されませんでした。音量を確認するか、設定で別の音声を試してください。",
  unsupported: "新しいバージョンのChrome、Edge、Firefox、Safariを使ってください。",
  tryAgain: "もう一度試す",
  toSettings: "設定で音声を選ぶ",
  close: "閉じる",
  copy: "コピー",
  copied: "コピーしました",
  panel: {
    title: "音声",
    label: (language) => `${language}の音声`,
    hint: "使える音声は端末ごとに異なるため、このブラウザーに保存します",
    automatic: "自動",
    looking: "音声を探しています…",
    test: "テスト",
    stop: "停止",
  },
};
