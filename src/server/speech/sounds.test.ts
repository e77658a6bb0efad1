import { expect, test } from "bun:test";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { createSounds, soundTypeOf } from "./sounds.ts";

const key = (letter: string) => letter.repeat(64);
const bytes = (size: number) => new Uint8Array(size);

test("keeps the most recently used sounds when there are more than the budget allows", async () => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-test-"));
  const sounds = createSounds(folder, 250);
  for (const letter of ["a", "b"]) {
    await sounds.put(key(letter), { type: "audio/mpeg", bytes: bytes(10) });
    fs.utimesSync(join(folder, "sounds", `${key(letter)}.mp3`), 1, 1);
  }
  await sounds.get(key("a")); // used now
  await sounds.put(key("c"), { type: "audio/wav", bytes: bytes(235) });
  expect(fs.readdirSync(join(folder, "sounds")).toSorted()).toEqual([`${key("a")}.mp3`, `${key("c")}.wav`]);
  expect((await sounds.get(key("c")))?.type).toBe("audio/wav");
  expect(await sounds.get(key("b"))).toBeNull();
});

test("sweeps temporary files of its own, and leaves the learner's files", async () => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-test-"));
  const sounds = createSounds(folder, 5);
  await sounds.sweep(); // without a folder
  fs.mkdirSync(join(folder, "sounds"));
  const own = `${key("a")}.mp3.${crypto.randomUUID()}.tmp`;
  for (const name of [own, "song.mp3", `${key("b")}.mp3`]) fs.writeFileSync(join(folder, "sounds", name), "123456");
  await sounds.sweep();
  expect(fs.readdirSync(join(folder, "sounds"))).toEqual(["song.mp3"]);
});

test("follows no symbolic link", async () => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-test-"));
  fs.mkdirSync(join(folder, "sounds"));
  fs.writeFileSync(join(folder, "private"), "secret");
  fs.symlinkSync(join(folder, "private"), join(folder, "sounds", `${key("a")}.mp3`));
  expect(await createSounds(folder).get(key("a"))).toBeNull();
});

test.each([
  ["audio/mpeg", "audio/mpeg"],
  ["audio/mpeg; charset=binary", "audio/mpeg"],
  ["audio/mp3", "audio/mpeg"],
  ["AUDIO/X-WAV", "audio/wav"],
  ["audio/opus", "audio/ogg"],
  ["application/octet-stream", "audio/mpeg"],
  [undefined, "audio/mpeg"],
  ["application/json", null],
  ["text/html", null],
  ["audio/pcm", null], // raw samples: no browser plays them
])("reads the type %p as %p", (type, expected) => expect(soundTypeOf(type)).toBe(expected as never));
