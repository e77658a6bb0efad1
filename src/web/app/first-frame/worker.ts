// The thread in which the server draws first frames (server/first-frames.ts).
import "./globals.ts";
import type { FirstFrameAnswer, FirstFrameQuestion } from "#shared/first-frame.ts";

// not a static import: in the build, files that several parts share would be loaded before the globals are set
const loading = import("./draw.tsx");
loading.catch((error: unknown) => tell({ failure: String(error) }));

const tell = (answer: FirstFrameAnswer) => postMessage(answer);

const answer = async ({ id, ...request }: FirstFrameQuestion): Promise<void> => {
  try {
    const { draw } = await loading;
    tell({ id, frame: await draw(request) });
  } catch (error) {
    tell({ id, failure: String(error) });
  }
};

let last: Promise<void> = Promise.resolve();
addEventListener("message", ({ data }: MessageEvent<FirstFrameQuestion>) => {
  last = last.then(() => answer(data));
});
