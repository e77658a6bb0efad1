import type { PlayerStrings } from "#web/i18n/en/video/player.ts";

export const player: PlayerStrings = {
  title: "動画",
  openFile: "動画ファイルを開く",
  whichVideo: "どの動画を開きますか？",
  close: "閉じる",
  fileHint: "ファイルはこのコンピューターから出ません。モデルに送信されるのは、翻訳する字幕と画面だけです。",
  youtube: {
    link: "YouTubeのリンク",
    open: "開く",
    none: "YouTubeの動画のリンクではありません。リンクを貼り付けるか、動画ファイルを開いてください。",
    playlist: "再生リストのリンクです。動画のリンクを貼り付けてください。",
    channel: "チャンネルのリンクです。動画のリンクを貼り付けてください。",
    askTitle: "この動画をYouTubeから再生しますか？",
    ask: "YouTubeのプレーヤー（youtube-nocookie.com）をここに読み込みます。YouTubeには、ネットワークアドレスと動画がわかります。YouTubeツールは、動画の画像と字幕も取得します。設定でいつでも変更できます。",
    player: "プレーヤーのみ",
    tools: "プレーヤーとツール",
    notNow: "今はしない",
    off: "YouTubeは設定でオフになっています。",
    settings: "設定",
    gone: "この動画は存在しないか、非公開か、削除されています。",
    notAllowed: "所有者がここでの再生を許可していません。YouTubeで開き、スクリーンショットをここに貼り付けてください。",
    noAddress: (address: string) =>
      `ブラウザーがページのアドレスを伝えなかったため、YouTubeに拒否されました。プライバシー拡張機能を確認するか、Blossomを${address}で開いてください。`,
    broken: "YouTubeのプレーヤーでエラーが起きました。",
    blocked: "YouTubeに接続できませんでした。インターネット接続と広告ブロックを確認してください。",
    onYouTube: "YouTubeで開く",
    retry: "再試行",
    reload: "再読み込み",
    loading: "YouTubeのプレーヤーを読み込んでいます…",
    cancel: "キャンセル",
    cancelled: "YouTubeのプレーヤーは読み込まれていません。",
    load: "プレーヤーを読み込む",
  },
  noFile: "もう一度ファイルを開くと視聴できます。",
  cannotOpen: (kind: string) =>
    `このブラウザーはこの${kind}ファイルを再生できません。別のブラウザーを使うか、H.264のMP4に変換してください。`,
  notVideo: "動画ファイルではありません。",
  onlySound: "このファイルは音声だけです。字幕は使えます。",
  noPicture:
    "このブラウザーは、この動画の形式（HEVCなど）を表示できません。別のブラウザーを使うか、動画をH.264に変換してください。",
};
