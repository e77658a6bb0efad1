import type { InterfaceLanguage } from "./interface-languages.ts";

/**
 * The page as it is drawn first. The server draws it into the HTML (`server/first-frames.ts`, `web/app/first-frame/`), and React takes it over.
 * `day`: the calendar day where it was drawn, because the list of conversations is grouped by days.
 */
export type FirstFrame = { html: string; day: string };

/** What it is drawn from. `responses`: those that arrive inside the page, by their path. */
export type FirstFrameRequest = {
  url: string;
  language: InterfaceLanguage;
  userAgent: string;
  responses: ReadonlyMap<string, string>;
};

/** The messages between the server and its thread that draws. A failure with an id is that of one page, any other ends the thread. */
export type FirstFrameQuestion = FirstFrameRequest & { id: number };
export type FirstFrameAnswer = { id: number; frame: FirstFrame } | { id?: number; failure: string };
