import { answerOf, api, asJson } from "./client.ts";

/** Somebody is about to write: the server may bring the model into memory, if it runs there. Nobody waits for it. */
export const preloadModel = (): void => {
  answerOf(api.llm.preload.$post({}, asJson)).catch(() => {}); // then it is loaded with the first message
};
