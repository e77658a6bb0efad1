import { act } from "@testing-library/react";
import { createEmbed, type Embed, type EmbedVideo } from "./embed.ts";

const origin = "https://www.youtube-nocookie.com";
/** happy-dom's own: it loads nothing but the `about:blank` of an iframe without an address. */
declare const happyDOM: { settings: { enableIframePageLoading: boolean } };

type Loaded = { address: URL; embed: Embed; window: object };

/**
 * Stands in for YouTube in the iframes of a page under test: what an `<iframe>` loads is answered by an `Embed`, and nothing is requested. An embed
 * hears its page only after it has loaded.
 */
export function withEmbeds(video: EmbedVideo = {}) {
  const { prototype } = HTMLIFrameElement;
  const own = {
    src: Object.getOwnPropertyDescriptor(prototype, "src"),
    contentWindow: Object.getOwnPropertyDescriptor(prototype, "contentWindow"),
  };
  happyDOM.settings.enableIframePageLoading = true;
  const loaded: Loaded[] = [];
  const windows = new WeakMap<HTMLIFrameElement, object>();
  Object.defineProperty(prototype, "src", {
    configurable: true,
    set(this: HTMLIFrameElement, address: string) {
      const contentWindow = { postMessage: (data: string, to: string) => void (to === origin && embed.hear(data)) };
      const send = (data: string) =>
        act(() => void dispatchEvent(Object.assign(new Event("message"), { data, origin, source: contentWindow })));
      const embed = createEmbed(send, video);
      windows.set(this, contentWindow);
      loaded.push({ address: new URL(address), embed, window: contentWindow });
    },
  });
  Object.defineProperty(prototype, "contentWindow", {
    configurable: true,
    get(this: HTMLIFrameElement) {
      return windows.get(this) ?? null;
    },
  });
  return {
    /** Everything that an iframe has loaded, in order. */
    loaded,
    /** The one that was loaded last. */
    embed: () => loaded.at(-1)?.embed ?? fail(),
    /** A message that the stand-in does not send by itself. `from`: another page sends it. */
    say: (message: object, from: { origin?: string; source?: object } = {}) => {
      const sent = { data: JSON.stringify(message), origin, source: loaded.at(-1)?.window, ...from };
      act(() => void dispatchEvent(Object.assign(new Event("message"), sent)));
    },
    [Symbol.dispose]: () => {
      happyDOM.settings.enableIframePageLoading = false;
      if (own.src) Object.defineProperty(prototype, "src", own.src);
      if (own.contentWindow) Object.defineProperty(prototype, "contentWindow", own.contentWindow);
    },
  };
}

function fail(): never {
  throw new Error("No iframe has loaded anything.");
}
