import type { PlayerStrings } from "#web/i18n/en/video/player.ts";

export const player: PlayerStrings = {
  title: "视频",
  openFile: "打开视频文件",
  fileHint: "文件只留在这台电脑上。只有你要翻译的字幕和画面会发送给模型。",
  youtube: {
    link: "YouTube链接",
    open: "打开",
    none: "这不是YouTube视频的链接。请粘贴链接，或打开视频文件。",
    playlist: "这是播放列表的链接。请粘贴一个视频的链接。",
    channel: "这是频道的链接。请粘贴一个视频的链接。",
    askTitle: "从YouTube播放这个视频吗？",
    ask: "这里会加载YouTube的播放器（youtube-nocookie.com），YouTube会知道你的网络地址和这个视频。YouTube工具还会获取视频的图片和字幕。可以在设置中更改。",
    player: "仅播放器",
    tools: "播放器和工具",
    notNow: "暂不",
    off: "已在设置中关闭YouTube。",
    settings: "设置",
    gone: "这个视频不存在、是私享视频，或已被移除。",
    notAllowed: "视频所有者不允许在这里播放。请在YouTube上打开，并把截图粘贴到这里。",
    noAddress: (address: string) =>
      `浏览器没有提供页面地址，YouTube因此拒绝。请检查隐私扩展程序，或在${address}打开Blossom。`,
    broken: "YouTube播放器报告了错误。",
    blocked: "无法连接到YouTube。请检查网络连接和内容拦截器。",
    onYouTube: "在YouTube上打开",
    retry: "重试",
  },
  noFile: "请再次打开文件以观看。",
  cannotOpen: "这个浏览器无法把此文件作为视频打开。",
  onlySound: "此文件只有声音，仍可使用字幕。",
  noPicture: "此浏览器无法显示该视频的格式（例如HEVC）。请换用其他浏览器，或将视频转换为H.264。",
};
