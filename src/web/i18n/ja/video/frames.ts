import type { FramesStrings } from "#web/i18n/en/video/frames.ts";

export const frames: FramesStrings = {
  no_picture: "ここには取り込める画面がありません。映像が表示されてから、再試行してください。",
  timeout: "画面の取り込みに時間がかかりすぎました。再試行するか、スクリーンショットを貼り付けてください。",
  not_secure: (address) =>
    `画面キャプチャーは、安全なアドレスでしか使えません。Blossomを実行しているコンピューターで${address}を開いてください。スクリーンショットの貼り付けはいつでもできます。`,
  refused: "画面は共有されていません。スクリーンショットの貼り付け、画像の選択、字幕の行の翻訳もできます。",
  wrong_tab:
    "別のタブ、ウィンドウ、または画面が共有されたため、取り込みませんでした。もう一度画面キャプチャーを始めて、このタブを選んでください。",
  no_player: "動画の準備がまだできていません。読み込みが終わってから、再試行してください。",
  screenGrab: "画面キャプチャー",
  pick: "画像を選ぶ",
  nextTry: (time) => `次の試行：${time}`,
  goesOnIn: (time) => `${time}後に続けます。`,
  age: (days) => `${days}日前の版`,
  region: "範囲",
  regionOn: "範囲を設定済み",
  resetRegion: "範囲をリセット",
  chooseRegion: "画面のどの部分を読み取りますか？",
  close: "閉じる",
  picture: "動画の画面",
  rectangle: "範囲",
  regionKeys:
    "四角を描くか、四角やその角をドラッグしてください。矢印キーで移動、Shiftと矢印キーで大きさを変えられます。",
  regionAt: (left, top, width, height) => `左${left}、上${top}、幅${width}、高さ${height}`,
  lastRegion: "前回と同じ",
  bottom: "下",
  top: "上",
  whole: "画面全体",
  costs: (tokens, pictures) => `モデルが受け取る画像：${pictures}枚、${tokens}トークン`,
  saveRegion: "使う",
};
