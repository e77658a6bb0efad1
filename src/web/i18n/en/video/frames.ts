import type { Shape } from "#web/i18n/shape.ts";

/** The strings about taking a picture out of a video, and the region that is read. */
export const frames = {
  no_picture: "There's no frame to take here. Wait until the video shows one, then retry.",
  timeout: "The frame took too long. Retry, or paste a screenshot.",
  not_secure: (address: string) =>
    `The browser allows screen grabs only at a secure address. On the computer that Blossom runs on, open ${address}. You can always paste a screenshot.`,
  refused:
    "The screen isn't shared. You can also paste a screenshot, choose a picture, or translate a line of the subtitles.",
  wrong_tab:
    "Another tab, window or screen was shared, so nothing was taken from it. Start the screen grab again and choose this tab.",
  no_player: "The video isn't ready yet. Wait until it has loaded, then retry.",
  screenGrab: "Screen grab",
  pick: "Choose a picture",
  nextTry: (time: string) => `Next try: ${time}`,
  goesOnIn: (time: string) => `Continues in ${time}.`,
  age: (days: number) => (days === 1 ? "1 day old" : `${days} days old`),
  region: "Region",
  regionOn: "Region is set",
  resetRegion: "Reset region",
  chooseRegion: "Which part of the frame is read?",
  close: "Close",
  picture: "The frame of the video",
  rectangle: "Region",
  regionKeys: "Draw a rectangle, or drag it or its corners. Arrows move it; Shift and an arrow resize it.",
  regionAt: (left: string, top: string, width: string, height: string) =>
    `Left ${left}, top ${top}, width ${width}, height ${height}`,
  lastRegion: "As last time",
  bottom: "Bottom",
  top: "Top",
  whole: "Whole frame",
  costs: (tokens: string, pictures: number) =>
    pictures === 1
      ? `The model gets one picture: ${tokens} tokens`
      : `The model gets ${pictures} pictures: ${tokens} tokens`,
  saveRegion: "Use",
};
export type FramesStrings = Shape<typeof frames>;
