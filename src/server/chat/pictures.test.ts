import fs from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import { createDrawing } from "#server/pictures/drawing.ts";
import { createPictures } from "#server/pictures/pictures.ts";
import { openApp } from "#test/open-app.ts";
import { openWithUpstream } from "#test/open-with-upstream.ts";
import { drawPng, readPixels } from "#test/pixels.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { subjects } from "#test/upstream/each-provider.ts";

/** A page photographed with a phone: white, with a black line in the middle. */
const page = await drawPng(2_000, 1_500, (_x, y) => (y >= 740 && y < 760 ? [0, 0, 0] : [255, 255, 255]));
const photo = Buffer.from(page).toString("base64");
const script = { text: "はい" };

describe.each(subjects.map((subject) => [subject.name, subject] as const))("%s", (name, subject) => {
  test("sends a whole photo, not stretched, in the size that this model reads best (77, 78)", async () => {
    await using opened = await openWithUpstream(subject, { script });
    const { generationId } = await opened.app.send("What is this?", { images: [photo] });
    await opened.app.events(generationId);
    const [[base64 = ""] = []] = opened.picturesAsked();
    const { format } = await new Bun.Image(Buffer.from(base64, "base64")).metadata();
    expect(format).toBe("jpeg");
    expect(JSON.stringify(opened.asked()[0]?.body)).not.toMatch(/image\/png/); // the declared type matches the bytes
    const { width, height, at } = await readPixels(base64);
    const sizes = { ollama: [896, 896], anthropic: [1_260, 945], "openai-compatible": [1_568, 1_176] };
    expect([width, height]).toEqual(sizes[name]);
    const bright = (y: number) => at(Math.floor(width / 2), y)[0] > 128;
    const rows = Array.from({ length: height }, (_, y) => bright(y));
    const picture = name === "ollama" ? 672 : height; // the rest of the canvas is black
    const first = Math.floor((height - picture) / 2);
    expect([rows[first + 2], rows[first + picture - 3], rows[Math.floor(height / 2)]]).toEqual([true, true, false]);
    if (name === "ollama") expect([bright(first - 3), bright(first + picture + 3)]).toEqual([false, false]);
  });

  test("sends the same bytes in the next turn and draws them only once", async () => {
    await using opened = await openWithUpstream(subject, { script });
    const first = await opened.app.send("What is this?", { images: [photo] });
    await opened.app.events(first.generationId);
    const drawn = () => listFiles(join(opened.app.dataDir, "prepared")).map((file) => fs.statSync(file).ino); // a new drawing is a new file
    const before = drawn();
    const second = await opened.app.send("Again?", { conversationId: first.conversationId });
    await opened.app.events(second.generationId);
    const [one, two] = opened.picturesAsked().filter((pictures) => pictures.length > 0);
    expect(two).toEqual(one!);
    expect(drawn()).toEqual(before);
  });

  test("fails before any request for a model known to lack vision, and keeps the message with its picture (44)", async () => {
    await using opened = await openWithUpstream(subject, { script, capabilities: ["completion"] });
    const response = await opened.app.request("POST", "/api/chat", { text: "What is this?", images: [photo] });
    const { error, conversationId, generationId } = (await response.json()) as Started & { error: { code: string } };
    expect([response.status, error.code]).toEqual([400, "unsupported"]);
    await opened.app.events(generationId);
    const { messages } = await opened.app.conversation(conversationId!);
    expect(messages[0]).toMatchObject({ text: "What is this?", images: [{ width: 1_568, height: 1_176 }] });
    expect(messages[1]?.answer).toMatchObject({ outcome: "failed", error: { code: "unsupported" } });
    expect(opened.picturesAsked().flat()).toEqual([]);
  });

  test("accepts a picture as a data URI, as URL-safe base64, and with line breaks (43)", async () => {
    await using opened = await openWithUpstream(subject, { script });
    const urlSafe = photo.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
    const broken = `data:image/gif;base64,${urlSafe.replace(/(.{76})/g, "$1\r\n")}`;
    const plain = await opened.app.send("", { images: [photo] });
    await opened.app.events(plain.generationId);
    const other = await opened.app.send("", { images: [broken] });
    await opened.app.events(other.generationId);
    const [one, two] = opened.picturesAsked().filter((pictures) => pictures.length > 0);
    expect(two).toEqual(one!);
  });

  test("asks once more with smaller pictures when a proxy says 413, then reports too_large (79)", async () => {
    const html = "<html><head><title>413 Request Entity Too Large</title></head></html>";
    await using opened = await openWithUpstream(subject, {
      script: (_request, index) => (index === 0 ? { status: 413, body: html } : script),
    });
    const { generationId, conversationId } = await opened.app.send("What is this?", { images: [photo] });
    expect((await opened.app.events(generationId)).at(-1)).toMatchObject({ type: "end", outcome: "complete" });
    const [first = [], second = []] = opened.picturesAsked();
    expect([first.length, second.length]).toEqual([1, 1]);
    const sizes = { ollama: [896, 896], anthropic: [1_024, 768], "openai-compatible": [1_024, 768] };
    const { width, height } = await readPixels(second[0]!);
    expect([width, height]).toEqual(sizes[name]);

    opened.upstream.script = { status: 413, body: html };
    const asked = opened.picturesAsked().filter((pictures) => pictures.length > 0).length;
    const response = await opened.app.request("POST", "/api/chat", { text: "And now?", conversationId });
    expect(await response.json()).toMatchObject({ error: { code: "too_large" } });
    expect(opened.picturesAsked().filter((pictures) => pictures.length > 0)).toHaveLength(asked + 2);
  });

  test("estimates a picture's share of the context window before sending it", async () => {
    await using opened = await openWithUpstream(subject, { script });
    const { pictureTokens } = await opened.app.json<{ pictureTokens: number }>("GET", "/api/llm/context");
    expect(pictureTokens).toBe({ ollama: 256, anthropic: 1_530, "openai-compatible": 2_352 }[name]);
  });
});

test("sends a picture to a model of unknown abilities and maps a refusal of pictures to `unsupported` (44)", async () => {
  await using opened = await openWithUpstream(subjects[2], {
    models: [{ name: subjects[2].model }],
    script: {
      status: 500,
      error: "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj",
    },
  });
  const response = await opened.app.request("POST", "/api/chat", { text: "", images: [photo] });
  expect(await response.json()).toMatchObject({ error: { code: "unsupported" } });
  expect(opened.picturesAsked().flat().length).toBeGreaterThan(0);
});

test("deletes a picture together with everything drawn from it", async () => {
  await using app = await openApp();
  const drawing = createDrawing();
  const pictures = createPictures(app.dataDir, drawing);
  const photos = await pictures.savePhotos([photo]);
  const gemma = { type: "ollama", info: { id: "gemma3", picture: { canvas: 896, tokens: 256 } } } as const;
  const claude = { type: "anthropic", info: undefined } as const;
  for (const reader of [gemma, claude]) await pictures.readPhotos(reader, photos);
  expect(listFiles(join(app.dataDir, "prepared"))).toHaveLength(2);
  await pictures.removePhotos(photos);
  drawing.close();
  expect([...listFiles(join(app.dataDir, "prepared")), ...listFiles(join(app.dataDir, "images"))]).toEqual([]);
});

function listFiles(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}

test("stores a picture once when its message is sent twice at the same time", async () => {
  await using upstream = await startUpstream({ protocol: "ollama" });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const message = { images: [photo], key: crypto.randomUUID() };
  const sent = await Promise.all([app.send("これは何ですか", message), app.send("これは何ですか", message)]);
  expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
  await app.events(sent[0].generationId);
  const kept = fs.readdirSync(join(app.dataDir, "images"), { recursive: true, withFileTypes: true });
  expect(kept.filter((each) => each.isFile())).toHaveLength(1);
});
