import { GlobalRegistrator } from "@happy-dom/global-registrator";

// happy-dom replaces these with its own, and Bun.serve then rejects every response in this process
const own = {
  fetch,
  Request,
  Response,
  Headers,
  FormData,
  AbortController,
  AbortSignal,
  ReadableStream,
  WritableStream,
};
const streams = { TransformStream, TextDecoderStream, TextEncoderStream, URL, URLSearchParams, Blob, File };
const kept = { ...own, ...streams, performance, setTimeout, setInterval, clearTimeout, clearInterval };
GlobalRegistrator.register({ url: "http://127.0.0.1:3000/" });
Object.assign(globalThis, kept);

// `expect(node).toBeNull()` would print the node with everything that it refers to, the whole page: half a minute for 300 elements
Object.defineProperty(Node.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value(this: Node) {
    return this instanceof Element ? this.outerHTML.slice(0, 2_000) : `${this.nodeName} ${this.textContent}`;
  },
});
