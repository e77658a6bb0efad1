import type { Shape } from "#web/i18n/shape.ts";

/** The strings about the video page, its player and what can go wrong with it. */
export const player = {
  title: "Video",
  openFile: "Open a video file",
  whichVideo: "Which video do you want to open?",
  close: "Close",
  fileHint: "The file stays on this computer. Only the lines and frames that you translate go to your model.",
  recent: {
    title: "Recent videos",
    none: "The videos you open are listed here, with the moments you translated in them.",
    noList: "Couldn't load your videos.",
    untitled: (id: string) => `YouTube video ${id}`,
    file: "Video file",
    moments: (count: number) => (count === 1 ? "1 moment" : `${count} moments`),
    remove: (title: string) => `Delete “${title}”`,
    removed: (title: string) => `“${title}” deleted with its moments`,
    deletedForGood: (title: string) => `“${title}” was deleted for good and can't be restored.`,
    showOlder: "Show older",
  },
  youtube: {
    link: "YouTube link",
    open: "Open",
    none: "That isn't a YouTube video link. Paste a link, or open a video file.",
    playlist: "That is the link of a playlist. Paste the link of one video.",
    channel: "That is the link of a channel. Paste the link of one video.",
    askTitle: "Play this video from YouTube?",
    ask: "YouTube's player (youtube-nocookie.com) then loads here, and YouTube learns your network address and the video. YouTube tools also get pictures and subtitles of the video for you. You can change this in Settings.",
    player: "Player only",
    tools: "Player and tools",
    notNow: "Not now",
    off: "YouTube is turned off in Settings.",
    settings: "Settings",
    gone: "This video doesn't exist, isn't public, or was removed.",
    notAllowed: "The owner doesn't allow playing it here. Open it on YouTube, and paste a screenshot here.",
    noAddress: (address: string) =>
      `YouTube refused because the browser sent no page address. Check your privacy extensions, or open Blossom at ${address}.`,
    broken: "YouTube's player reported an error.",
    blocked: "YouTube couldn't be reached. Check your internet connection and your content blockers.",
    onYouTube: "Open on YouTube",
    retry: "Try again",
    reload: "Reload",
    loading: "Loading YouTube's player …",
    cancel: "Cancel",
    cancelled: "YouTube's player isn't loaded.",
    load: "Load the player",
  },
  noFile: "Open the file again to watch it.",
  cannotOpen: (kind: string) =>
    `This browser can't play this ${kind} file. Try another browser, or convert it to MP4 with H.264.`,
  notVideo: "That isn't a video file.",
  onlySound: "This file has only sound. Its subtitles can be used.",
  noPicture:
    "This browser can't show the format of this video, such as HEVC. Try another browser, or convert the video to H.264.",
};
export type PlayerStrings = Shape<typeof player>;
