import type { Region } from "#shared/frames.ts";
import type { Cue } from "#shared/video/cues.ts";
import type { Moment } from "#shared/video/moment.ts";
import type { Still } from "#web/features/video/frames/still.ts";
import type { Place } from "./places.ts";

/** What the learner wants translated: what is at this moment (`auto`: a line if there is one, else the frame), one line, or a picture. */
export type Target =
  | { kind: "auto" | "line" }
  | { kind: "frame" }
  /** The frame of YouTube's stream at this time again, with more pixels. */
  | { kind: "sharper"; at: number; region: Region | null }
  | { kind: "cue"; cue: Cue; before: readonly string[]; after: readonly string[] }
  | { kind: "still"; still: Still };

/** A line with the lines around it, or a frame: what is sent, and its place in the video. */
export type Taken = Place & {
  before: readonly string[];
  after: readonly string[];
  still: Still | null;
  /** The frame, if the server has it. */
  frame?: Moment["frame"];
  /** The moment whose answer it becomes, if the learner has chosen one of several texts of its frame. */
  momentId?: string | undefined;
};

/** One press of Translate, until the next one. */
export type Job = {
  id: number;
  /** The time of the press, then the exact time of what was taken. */
  at: number;
  /** Null while the line or the frame is being taken. */
  taken: Taken | null;
  /** The address of the picture in this browser. */
  picture: string | null;
  /** The saved moment, and its answer. Null until the server has stored them. */
  momentId: string | null;
  generationId: string | null;
  /** What failed: `taking` the line or the frame, or `sending` it. */
  trouble: { step: "taking" | "sending"; error: unknown } | null;
  /** Nothing of it is running any more. */
  isDone: boolean;
};

/** The learner wants a line, and none is at this time. */
export class NoLine extends Error {}
