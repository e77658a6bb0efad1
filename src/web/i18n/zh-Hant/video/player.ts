import type { PlayerStrings } from "#web/i18n/en/video/player.ts";

export const player: PlayerStrings = {
  title: "影片",
  openFile: "開啟影片檔案",
  fileHint: "檔案只留在這台電腦上。只有你要翻譯的字幕和畫面會傳送給模型。",
  youtube: {
    link: "YouTube連結",
    open: "開啟",
    none: "這不是YouTube影片的連結。請貼上連結，或開啟影片檔案。",
    playlist: "這是播放清單的連結。請貼上一部影片的連結。",
    channel: "這是頻道的連結。請貼上一部影片的連結。",
    askTitle: "從YouTube播放這部影片嗎？",
    ask: "這裡會載入YouTube的播放器（youtube-nocookie.com），YouTube會知道你的網路位址和這部影片。YouTube工具還會取得影片的圖片和字幕。可以在設定中變更。",
    player: "僅播放器",
    tools: "播放器和工具",
    notNow: "暫時不要",
    off: "已在設定中關閉YouTube。",
    settings: "設定",
    gone: "這部影片不存在、是私人影片，或已被移除。",
    notAllowed: "影片擁有者不允許在這裡播放。請在YouTube上開啟，並把螢幕截圖貼到這裡。",
    noAddress: (address: string) =>
      `瀏覽器沒有提供網頁位址，YouTube因此拒絕。請檢查隱私擴充功能，或在${address}開啟Blossom。`,
    broken: "YouTube播放器回報了錯誤。",
    blocked: "無法連線到YouTube。請檢查網路連線和內容封鎖程式。",
    onYouTube: "在YouTube上開啟",
    retry: "重試",
  },
  noFile: "請再次開啟檔案以觀看。",
  cannotOpen: "這個瀏覽器無法把此檔案當作影片開啟。",
  onlySound: "這個檔案只有聲音，仍可使用字幕。",
  noPicture: "這個瀏覽器無法顯示這部影片的格式（例如HEVC）。請改用其他瀏覽器，或將影片轉換成H.264。",
};
