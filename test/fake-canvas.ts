import { drawPng } from "./pixels.ts";

let count = 0;

/** A picture in this browser without one: its size is in its name, `wide 8000x4500.png`. */
export const pictureFile = (name: string) => new File(["a picture"], name, { type: "image/png" });

/** Happy-dom's own reads no blobs of Bun. */
class FakeReader extends EventTarget {
  result = "";
  async readAsDataURL(blob: Blob) {
    this.result = `data:${blob.type};base64,${Buffer.from(await blob.arrayBuffer()).toString("base64")}`;
    this.dispatchEvent(new Event("load"));
  }
}

/**
 * Stands in for what happy-dom lacks to draw pictures. Each is a small grey picture of its own; `drawn` has the size of each one. Disposing takes it away.
 */
export function fakeCanvas() {
  const drawn: [width: number, height: number][] = [];
  const own = Object.getOwnPropertyDescriptors(HTMLCanvasElement.prototype);
  const put = (names: object) => Object.assign(HTMLCanvasElement.prototype, names);
  put({
    getContext: () => ({ drawImage: () => {} }),
    toBlob(this: HTMLCanvasElement, onBlob: (blob: Blob) => void) {
      drawn.push([this.width, this.height]);
      const grey = count++ % 256;
      void drawPng(64, 36, () => [grey, grey, grey]).then((png) =>
        onBlob(new Blob([new Uint8Array(png)], { type: "image/jpeg" })),
      );
    },
  });
  const createImageBitmap = async ({ name }: File) => {
    const [, width, height] = /(\d+)x(\d+)/.exec(name) ?? [];
    if (!width) throw new DOMException("no picture", "InvalidStateError");
    return { width: Number(width), height: Number(height), close: () => {} };
  };
  const ownReader = globalThis.FileReader;
  Object.assign(globalThis, { createImageBitmap, FileReader: FakeReader });
  return {
    drawn,
    [Symbol.dispose]() {
      Object.defineProperties(HTMLCanvasElement.prototype, own);
      Reflect.deleteProperty(globalThis, "createImageBitmap");
      globalThis.FileReader = ownReader;
    },
  };
}
