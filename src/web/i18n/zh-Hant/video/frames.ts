import type { FramesStrings } from "#web/i18n/en/video/frames.ts";

export const frames: FramesStrings = {
  no_picture: "這裡沒有可擷取的畫面。請等影片顯示畫面後重試。",
  timeout: "取得畫面的時間太長。請重試，或貼上螢幕截圖。",
  not_secure: (address) =>
    `瀏覽器只在安全的位址允許螢幕擷取。請在執行Blossom的電腦上開啟${address}。貼上螢幕截圖隨時可用。`,
  refused: "螢幕沒有分享。也可以貼上螢幕截圖、選擇圖片，或翻譯一行字幕。",
  wrong_tab: "分享的是其他分頁、視窗或螢幕，因此沒有擷取。請重新開始螢幕擷取，並選擇這個分頁。",
  no_player: "影片還沒有準備好。請等載入完成後重試。",
  screenGrab: "螢幕擷取",
  pick: "選擇圖片",
  nextTry: (time) => `下次嘗試：${time}`,
  goesOnIn: (time) => `${time}後繼續。`,
  age: (days) => `發布於${days}天前`,
  region: "區域",
  regionOn: "已設定區域",
  resetRegion: "重設區域",
  chooseRegion: "讀取畫面的哪一部分？",
  close: "關閉",
  picture: "影片的畫面",
  rectangle: "區域",
  regionKeys: "畫一個矩形，或拖曳矩形及其四角。方向鍵移動，Shift加方向鍵改變大小。",
  regionAt: (left, top, width, height) => `左${left}，上${top}，寬${width}，高${height}`,
  bottom: "底部",
  top: "頂部",
  whole: "整個畫面",
  saveRegion: "使用",
};
