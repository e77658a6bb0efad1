/** The largest height of a picture, in lines. 720 suffice for subtitles; 1080 is asked for only when a sharper picture is wanted. */
export const qualities = ["360", "720", "1080"] as const;
export type Quality = (typeof qualities)[number];

/** What can ask YouTube about a video, the first one first. */
export const videoToolNames = ["youtubei.js", "yt-dlp"] as const;
export type VideoToolName = (typeof videoToolNames)[number];

/** Headers of `GET /api/youtube/{id}/gop`: when the piece begins and ends, in seconds from the video's beginning. */
export const pieceHeaders = { start: "x-piece-start", end: "x-piece-end" } as const;
