// What the page's modules read of a browser while they load and while they are drawn, for the thread that draws first frames. It must be imported
// first. There is no `window`: React and TanStack Query ask for that to see whether they run in a browser.
import { firstBody } from "./bodies.ts";

const nothing = () => {};
const none = () => null;

/** What this browser keeps: nothing is known of it here. The page adds it when it takes over. */
const emptyStorage = { length: 0, key: none, getItem: none, setItem: nothing, removeItem: nothing };

Object.assign(globalThis, {
  document: {
    getElementById: none,
    querySelector: none,
    addEventListener: nothing,
    removeEventListener: nothing,
    get location() {
      return location;
    },
  },
  localStorage: emptyStorage,
  location: new URL("http://localhost/"),
  // the same response as in the page: see `readFirstResponses`
  fetch: (address: string) => {
    const body = firstBody(address);
    if (body === undefined) return Promise.reject(new TypeError("A first frame sends no request."));
    return Promise.resolve(Object.assign(Response.json(null), { json: () => Promise.resolve(body) }));
  },
});

/** Before a frame is drawn: its address and browser. */
export function setBrowser(url: string, userAgent: string) {
  Object.defineProperty(globalThis, "location", { value: new URL(url), configurable: true });
  Object.defineProperty(globalThis, "navigator", { value: { userAgent, languages: [] }, configurable: true });
}
