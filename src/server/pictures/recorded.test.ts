import fs from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { drawPng, readPixels } from "#test/pixels.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";
import { drawView } from "./draw.ts";
import { loadSharp } from "./sharp.ts";

// Recorded from the code before sharp: the size of each picture and the mean colour of its quarters (upper left, upper right,
// lower left, lower right), which shows orientation and region. A comment marks where sharp is better.

type Quarters = readonly [size: string, ...colours: string[]];

/** `1568x1045 dc1e1e 1ec81f 1f1edc ddc81f`, read with Bun's own decoder. */
async function describeJpeg(jpeg: Uint8Array): Promise<Quarters> {
  expect(Buffer.from(jpeg.subarray(0, 3)).toString("hex")).toBe("ffd8ff");
  const { width, height, at } = await readPixels(jpeg);
  const mean = (left: number, top: number) => {
    const sum = [0, 0, 0];
    const [right, bottom] = [left + Math.max(1, Math.floor(width / 2)), top + Math.max(1, Math.floor(height / 2))];
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) at(x, y).forEach((value, index) => index < 3 && (sum[index]! += value));
    const count = (right - left) * (bottom - top);
    return sum
      .map((value) =>
        Math.round(value / count)
          .toString(16)
          .padStart(2, "0"),
      )
      .join("");
  };
  const [middle, centre] = [Math.floor(width / 2), Math.floor(height / 2)];
  return [`${width}x${height}`, mean(0, 0), mean(middle, 0), mean(0, centre), mean(middle, centre)];
}

/** Sizes must be equal. Encoders and kernels differ by a few steps per channel, and by more at the edges of a tiny picture. */
function expectLike(found: Quarters, recorded: string, tolerance: number) {
  const [size, ...colours] = recorded.split(" ");
  expect(found[0]).toBe(size!);
  const channels = (all: readonly string[]) => all.flatMap((colour) => [...Buffer.from(colour, "hex")]);
  const wanted = channels(colours);
  const off = channels(found.slice(1)).map((value, index) => Math.abs(value - wanted[index]!));
  expect(Math.max(...off), `${found.join(" ")} is not ${recorded}`).toBeLessThanOrEqual(tolerance);
}

describe("uploads", () => {
  let upstream: Upstream;
  let app: OpenApp;
  beforeAll(async () => {
    upstream = await startUpstream({ protocol: "ollama" });
    app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await upstream.close();
  });

  async function keepPhoto(bytes: Uint8Array): Promise<Uint8Array> {
    const { conversationId, generationId } = await app.send("", { images: [Buffer.from(bytes).toString("base64")] });
    await app.events(generationId);
    const { messages } = await app.conversation(conversationId!);
    return (await app.request("GET", `/api/images/${messages[0]?.images[0]?.id}`)).bytes();
  }

  async function keepFrame(bytes: Uint8Array): Promise<Uint8Array> {
    const frame = Buffer.from(bytes).toString("base64");
    const response = await app.request(
      "POST",
      "/api/youtube/translate",
      { frame, language: "ja" },
      { prefer: "respond-async" },
    );
    const { frameId, generationId } = (await response.json()) as Started & { frameId: string };
    if (generationId) await app.events(generationId);
    return (await app.request("GET", `/api/frames/${frameId}`)).bytes();
  }

  /** Each picture has quarters of red, green, blue and yellow. */
  test.each([
    ["animated.webp", "60x40 d82021 21c61f 211ed7 dbc822"], // the first frame; the old code refused it
    ["animated.gif", "60x40 d82021 21c61f 211ed7 dbc822"],
    ["baseline.jpg", "60x40 d52122 25c51f 231ed3 d9c925"],
    ["cmyk.jpg", "60x40 db1b03 76b20c 213784 dcc703"], // uses its colour profile
    ["cut.jpg", "60x40 cd2330 35b834 5b4bad 807e84"],
    ["display-p3.jpg", "60x40 d72224 2cc621 221ed2 d8c824"], // uses its colour profile; the old code drew pale colours
    ["grey.jpg", "60x40 707070 adadad 474747 c6c6c6"],
    ["grey.png", "60x40 707070 adadad 474747 c6c6c6"],
    ["half-clear.png", "60x40 ea8f8f 90e28e 8f8fe9 ece38f"],
    ["interlaced.png", "60x40 d82021 21c61f 211ed7 dbc822"],
    ["lossy.webp", "60x40 d62023 24c61d 211dd3 d8c822"],
    ["palette-clear.png", "60x40 d91f22 fffeff 211ed8 ffffff"],
    ["palette.png", "60x40 d82021 21c61f 211ed7 dbc822"],
    ["progressive.jpg", "60x40 d81f21 22c61f 211ed7 dbc823"],
    ["right-half-clear.gif", "60x40 d91f22 fffeff 211ed8 ffffff"],
    ["right-half-clear.png", "60x40 d91f22 fffeff 211ed8 ffffff"],
    ["right-half-clear.webp", "60x40 d91f22 fffeff 211ed8 ffffff"],
    ["sixteen-bit.png", "60x40 d82021 21c61f 211ed7 dbc822"],
    ["still.gif", "60x40 d82021 21c61f 211ed7 dbc822"],
    ["truecolour.png", "60x40 d82021 21c61f 211ed7 dbc822"],
    ["turned-1.jpg", "60x40 d52122 25c51f 231ed3 d9c925"],
    ["turned-2.jpg", "60x40 24c51e d52123 d9c925 231ed3"],
    ["turned-3.jpg", "60x40 d9c925 231ed2 24c51e d52123"],
    ["turned-4.jpg", "60x40 231ed3 d9c925 d52122 25c51e"],
    ["turned-5.jpg", "40x60 d52122 231ed3 24c51f d9c925"],
    ["turned-6.jpg", "40x60 231ed3 d52122 d9c925 25c51e"],
    ["turned-7.jpg", "40x60 d9c925 25c51e 231ed3 d52123"],
    ["turned-8.jpg", "40x60 24c51e d9c925 d52122 231ed3"],
  ])("stores %s upright and in its colours", async (name, recorded) => {
    const bytes = fs.readFileSync(join("test/pictures", name));
    expectLike(await describeJpeg(await keepPhoto(bytes)), recorded, 8);
    expectLike(await describeJpeg(await keepFrame(bytes)), recorded, 8);
  });

  test("refuses a PNG whose end is missing", async () => {
    const image = fs.readFileSync("test/pictures/cut.png").toString("base64");
    const response = await app.request("POST", "/api/chat", { text: "", images: [image] });
    expect([response.status, await response.json()]).toMatchObject([400, { error: { code: "invalid_image" } }]);
  });

  test.each([
    [1, 1, "1x1 dc1e1e dc1e1e dc1e1e dc1e1e", "1x1 dc1e1e dc1e1e dc1e1e dc1e1e"],
    [777, 1999, "609x1568 dc1e1e 1fc71f 1f1edc dcc820", "746x1920 dc1e1e 1ec81f 1f1edc ddc81f"],
    [1570, 3, "1568x3 df1e21 1dc91f 7d1e7c 7ec71f", "1570x3 df1e21 1dc91f 7d1e7c 7ec71f"],
    [1600, 1000, "1568x980 dc1e1e 1ec81f 1f1edc ddc81f", "1600x1000 dc1e1e 1ec81f 1f1edc ddc81f"],
    [1921, 1081, "1568x882 dc1e1e 1ec81f 1f1edc ddc81f", "1920x1080 dc1e1e 1ec81f 1f1edc ddc81f"],
    [2000, 1333, "1568x1045 dc1e1e 1ec81f 1f1edc ddc81f", "1920x1280 dc1e1e 1ec81f 1f1edc ddc81f"],
    [3001, 2001, "1568x1046 dc1e1e 1ec81f 1f1edc ddc81f", "1920x1280 dc1e1e 1ec81f 1f1edc ddc81f"],
    [4032, 3024, "1568x1176 dc1e1e 1ec81f 1f1edc ddc81f", "1920x1440 dc1e1e 1ec81f 1f1edc ddc81f"],
    [5000, 1, "1568x1 dc1e1e 1ec81f dc1e1e 1ec81f", "1920x1 dc1e1e 1ec81f dc1e1e 1ec81f"],
  ])("scales %i × %i down to its edge and keeps its aspect", async (width, height, photo, frame) => {
    const colours = [
      [220, 30, 30],
      [30, 200, 30],
      [30, 30, 220],
      [220, 200, 30],
    ] as const;
    const png = await drawPng(width, height, (x, y) => colours[(y >= height / 2 ? 2 : 0) + (x >= width / 2 ? 1 : 0)]!);
    // in a strip of three rows, colours run into each other
    const tolerance = Math.min(width, height) < 10 ? 80 : 8;
    expectLike(await describeJpeg(await keepPhoto(png)), photo, tolerance);
    expectLike(await describeJpeg(await keepFrame(png)), frame, tolerance);
  });
});

/** The red of a pixel grows from left to right, its green from top to bottom. */
const [width, height] = [1_200, 800];
const slope = await drawPng(width, height, (x, y) => [
  Math.round((x * 255) / (width - 1)),
  Math.round((y * 255) / (height - 1)),
  128,
]);
test.each([
  [[0, 0, 1200, 800], [896, 597], "896x896 2b2b55 802b56 2a7f55 7f7f55"],
  [[0, 0, 1200, 800], [1176, 784], "1176x784 404080 bf4080 40bf80 bfbf80"],
  [[0, 0, 1200, 800], [1200, 800], "1200x800 404080 bf4080 40bf80 bfbf80"],
  [[192, 560, 816, 240], [896, 264], "896x896 193a26 323a26 194626 324626"],
  [[0, 624, 1200, 160], [1200, 160], "1200x200 33a967 99a967 33be67 99be67"],
  [[0, 624, 696, 160], [896, 206], "896x896 09311d 1a311e 09371e 1a371e"],
  [[504, 624, 696, 160], [896, 206], "896x896 21311e 32311e 21371e 32371e"],
  [[180, 624, 840, 160], [834, 159], "834x200 42a967 8aa967 42bc66 88bc66"],
  [[0, 0, 12, 800], [12, 800], "200x800 000408 000408 000c08 000c08"],
  [[1100, 0, 100, 800], [100, 800], "200x800 782040 7d2040 786040 7d6040"],
  [[1199, 799, 1, 1], [2, 2], "200x200 000000 000000 000000 000000"],
  [[0, 0, 1, 1], [1, 1], "1x1 010080 010080 010080 010080"],
  [[600, 0, 600, 400], [600, 400], "600x400 9f2080 df2080 9f6080 df6080"],
  [[0, 400, 600, 400], [1200, 800], "1200x800 209f80 609f80 20df80 60df80"],
  [[333, 222, 101, 77], [202, 154], "896x896 030305 030305 030305 030305"],
  [[7, 5, 3, 11], [3, 11], "3x11 020280 020280 020481 020481"],
] as const)(
  "draws the part %j as %j in the middle of its canvas",
  async ([x, y, w, h], [scaledW, scaledH], recorded) => {
    const [canvasW = 0, canvasH = 0] = recorded.split(" ")[0]!.split("x").map(Number);
    const view = {
      part: { x, y, width: w, height: h },
      scaled: { width: scaledW, height: scaledH },
      canvas: { width: canvasW, height: canvasH },
    };
    expectLike(await describeJpeg(await drawView(await loadSharp(), slope, view)), recorded, 4);
  },
);
