/** A frame that was taken out of a video, before it is sent to the server. */
export type Still = {
  /** A JPEG; a picture that the learner pasted may be another type. */
  blob: Blob;
  /** In pixels. */
  width: number;
  height: number;
  /** The time in the video, in seconds. */
  at: number;
  /** `element`: the paused file; `stream`: decoded from YouTube's stream; `screen`: a screen grab; `pasted`: the learner's own picture. */
  source: "element" | "stream" | "screen" | "pasted";
};
