import { describe, expect, test } from "bun:test";
import type { z } from "zod";
import { gzipSync, strToU8, zipSync } from "fflate";
import fs from "node:fs";
import { join } from "node:path";
import type { analysisSchema } from "#shared/analysis.ts";
import type { Started } from "#shared/chat.ts";
import type { DictionariesState, DictionaryJob, LookUp, ShownEntry } from "#shared/dictionaries.ts";
import { type FileServer, startFileServer } from "#test/file-server.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const entry = (kanji: string, kana: string, meaning: string) =>
  `<entry><k_ele><keb>${kanji}</keb></k_ele><r_ele><reb>${kana}</reb></r_ele><sense><pos>&n;</pos><gloss>${meaning}</gloss></sense></entry>`;
const jmdict = (entries: string) =>
  gzipSync(strToU8(`<?xml version="1.0"?><!DOCTYPE JMdict [<!ENTITY n "noun">]><JMdict>${entries}</JMdict>`));
const small = jmdict(entry("猫背", "ねこぜ", "stoop") + entry("蜃気楼", "しんきろう", "mirage"));

type Analysis = z.infer<typeof analysisSchema>;
const state = (app: OpenApp) => app.json<DictionariesState>("GET", "/api/dictionaries");
const names = async (app: OpenApp) => (await state(app)).dictionaries.map(({ name }) => name);
/** Polls until the state fulfils the condition. */
async function until(app: OpenApp, is: (state: DictionariesState) => boolean) {
  while (!is(await state(app)));
}
const isOver = ({ jobs }: DictionariesState) => jobs.every((job) => job.state !== "running");
const install = (app: OpenApp, offer = "jmdict") =>
  app.json<DictionaryJob>("POST", "/api/dictionaries/install", { offer });
const upload = (app: OpenApp, name: string, bytes: Uint8Array<ArrayBuffer> | string) =>
  fetch(`${app.url}/api/dictionaries/files/${encodeURIComponent(name)}`, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: bytes,
  });
const leftovers = (app: OpenApp) =>
  fs
    .readdirSync(join(app.dataDir, "dictionaries"))
    .filter((name) => !/^(jmdict|imported|edict)-.*\.sqlite$/.test(name));

/** The files that this process has open, as Linux tells. An open file that was deleted still takes its space. */
function openFiles(): string[] {
  if (!fs.existsSync("/proc/self/fd")) return [];
  return fs.readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      return [fs.readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return []; // closed meanwhile
    }
  });
}

test("lists the bundled dictionaries with licence and size, and offers JMdict with its host", async () => {
  await using app = await openApp();
  const { dictionaries, jobs, offers } = await state(app);
  for (const { licence, bytes, entries, isBundled, isEnabled, isDamaged } of dictionaries) {
    expect({ isBundled, isEnabled, isDamaged }).toEqual({ isBundled: true, isEnabled: true, isDamaged: false });
    expect(licence).not.toBe("");
    expect(bytes).toBeGreaterThan(0);
    expect(entries).toBeGreaterThan(0);
  }
  expect(dictionaries.length).toBeGreaterThanOrEqual(2);
  expect(jobs).toEqual([]);
  expect(offers).toMatchObject([{ id: "jmdict", host: "127.0.0.1:9", isInstalled: false, keptBytes: 0 }]);
});

describe("JMdict by one press", () => {
  test("is downloaded, checked and used at once; the host stands under Privacy", async () => {
    await using files = await startFileServer(small);
    await using app = await openApp({ jmdict: { url: files.url, atLeast: 2 } });
    const job = await install(app);
    expect(job).toMatchObject({ name: "JMdict", state: "running", host: new URL(files.url).host });
    expect((await install(app)).id).toBe(job.id); // pressing twice joins the running one
    await until(app, isOver);
    const { dictionaries, jobs, offers } = await state(app);
    expect(jobs).toEqual([]);
    expect(dictionaries.at(-1)).toMatchObject({ id: "jmdict", entries: 2, isBundled: false, isEnabled: true });
    expect(offers[0]).toMatchObject({ isInstalled: true, keptBytes: 0 });
    expect(files.ranges).toEqual([null]);
    expect(leftovers(app)).toEqual([]);
    const { contacts } = await app.json<{ contacts: { host: string; purpose: string }[] }>("GET", "/api/contacts");
    expect(contacts).toMatchObject([{ host: new URL(files.url).host, purpose: "dictionary" }]);
  });

  test("goes on where it was broken off, and starts again if the file has changed meanwhile", async () => {
    await using files = await startFileServer(small);
    await using app = await openApp({ jmdict: { url: files.url, atLeast: 1 } });
    for (const replaces of [false, true]) {
      files.ranges.length = 0;
      files.breakAfter(40);
      await install(app);
      await until(app, isOver);
      const broken = await state(app);
      expect(broken.jobs).toMatchObject([{ state: "failed", step: "downloading", problem: "download_failed" }]);
      expect(broken.offers[0]?.keptBytes).toBe(40);
      if (replaces) files.replace(jmdict(entry("蜃気楼", "しんきろう", "mirage, second edition")));
      await install(app);
      await until(app, isOver);
      expect(files.ranges).toEqual([null, "bytes=40-"]);
      const { dictionaries, jobs } = await state(app);
      expect(jobs).toEqual([]);
      expect(dictionaries.at(-1)).toMatchObject({ id: "jmdict", entries: replaces ? 1 : 2 });
      expect(dictionaries.filter(({ id }) => id === "jmdict")).toHaveLength(1);
    }
    expect(leftovers(app)).toEqual([]);
  });

  test("can be cancelled while it downloads, and keeps what it has, also over a restart", async () => {
    await using files = await startFileServer(small);
    const options = { jmdict: { url: files.url, atLeast: 1 } };
    const app = await openApp(options);
    files.holdAfter(40);
    const { id } = await install(app);
    await until(app, ({ jobs }) => jobs[0]?.completedBytes === 40);
    await app.json("POST", `/api/dictionaries/jobs/${id}/cancel`, {});
    expect(await state(app)).toMatchObject({ jobs: [], offers: [{ keptBytes: 40 }] });
    await app.stop();
    await using again = await openApp({ ...options, dataDir: app.dataDir });
    expect((await state(again)).offers[0]?.keptBytes).toBe(40);
    fs.rmSync(app.dataDir, { recursive: true, force: true });
  });

  test("starts again after a part that nothing can follow", async () => {
    await using files = await startFileServer(small);
    await using app = await openApp({ jmdict: { url: files.url, atLeast: 1 } });
    files.breakAfter(40);
    await install(app);
    await until(app, isOver);
    files.answerOnce(416, "text/plain", "range not satisfiable");
    await install(app);
    await until(app, isOver);
    expect((await state(app)).offers[0]?.keptBytes).toBe(0);
    await install(app);
    await until(app, isOver);
    expect((await state(app)).dictionaries.at(-1)).toMatchObject({ id: "jmdict", entries: 2 });
  });

  test("refuses a file that says it is far too large, and keeps nothing of it", async () => {
    await using files = await startFileServer(small);
    await using app = await openApp({ jmdict: { url: files.url, atLeast: 1 } });
    files.claimLength(10_000_000_000);
    await install(app);
    await until(app, isOver);
    expect(await state(app)).toMatchObject({
      jobs: [{ state: "failed", problem: "too_large" }],
      offers: [{ keptBytes: 0 }],
    });
    expect(leftovers(app)).toEqual([]);
  });

  test.each<[string, (files: FileServer) => void, string]>([
    ["the file is not whole", (files) => files.replace(small.slice(0, -9)), "damaged"],
    ["it has far too few entries", (files) => files.replace(jmdict(entry("猫", "ねこ", "cat"))), "incomplete"],
    ["a hotel's login page answers", (files) => files.answerOnce(200, "text/html", "<html>"), "download_failed"],
    ["the server has no such file", (files) => files.answerOnce(404, "text/plain", "gone"), "download_failed"],
  ])("keeps the dictionary that is there if %s", async (_, spoil, problem) => {
    await using files = await startFileServer(small);
    await using app = await openApp({ jmdict: { url: files.url, atLeast: 2 } });
    await install(app);
    await until(app, isOver);
    spoil(files);
    const { id } = await install(app);
    await until(app, isOver);
    const { dictionaries, jobs } = await state(app);
    expect(jobs).toMatchObject([{ state: "failed", problem }]);
    expect(jobs[0]?.detail).not.toContain("model server");
    expect(dictionaries.at(-1)).toMatchObject({ id: "jmdict", entries: 2, isDamaged: false });
    expect(leftovers(app)).toEqual([]);
    await app.json("POST", `/api/dictionaries/jobs/${id}/cancel`, {}); // "Dismiss"
    expect((await state(app)).jobs).toEqual([]);
  });
});

test("keeps the readings of a bundled dictionary whose meanings the learner does not want", async () => {
  await using app = await openApp();
  const read = async (language: string, text: string) => {
    const { texts } = await app.json<Analysis>("POST", "/api/analyse", { language, texts: [text] });
    return texts[0]?.words.map(({ reading, dictionaryMeanings }) => [reading, dictionaryMeanings?.length ?? 0]);
  };
  for (const id of ["starter-ko", "starter-ja", "cc-cedict"])
    await app.json("PATCH", `/api/dictionaries/${id}`, { isEnabled: false });
  expect(await read("ko", "인기")).toEqual([["인끼", 0]]); // the rules alone say [인기]
  expect(await read("ja", "人気")).toEqual([["にんき", 0]]);
  expect(await read("zh-Hans", "银行")).toEqual([["yínháng", 0]]);
});

describe("a file of the learner", () => {
  const zip = zipSync({
    "index.json": strToU8(JSON.stringify({ title: "Mirages", revision: "1", format: 3, sourceLanguage: "ja" })),
    "term_bank_1.json": strToU8(JSON.stringify([["蜃気楼", "しんきろう", "n", "", 1, ["mirage"], 1, ""]])),
  });

  test("becomes a dictionary that can be switched off, moved and removed", async () => {
    await using app = await openApp();
    const before = await names(app);
    expect((await upload(app, "my mirages.zip", zip)).status).toBe(202);
    await until(app, isOver);
    expect(await names(app)).toEqual([...before, "Mirages"]);
    const { id } = (await state(app)).dictionaries.at(-1)!;
    await app.json("PATCH", `/api/dictionaries/${id}`, { position: 0 });
    expect(await names(app)).toEqual(["Mirages", ...before]);
    await app.json("PATCH", `/api/dictionaries/${id}`, { isEnabled: false });
    expect((await state(app)).dictionaries[0]).toMatchObject({ id, isEnabled: false });
    await app.json("DELETE", `/api/dictionaries/${id}`, {});
    expect(await names(app)).toEqual(before);
    expect(leftovers(app)).toEqual([]);
    expect(fs.readdirSync(join(app.dataDir, "dictionaries"))).toEqual([]);
  });

  test("is not read through a link that takes its place, and no download is written through one (T29)", async () => {
    await using files = await startFileServer(small);
    const options = { jmdict: { url: files.url, atLeast: 2 } };
    const app = await openApp(options);
    const folder = join(app.dataDir, "dictionaries");
    const other = join(app.dataDir, "diary.txt");
    fs.writeFileSync(other, "the learner's diary");
    for (const name of ["jmdict.part", "jmdict.about"]) fs.symlinkSync(other, join(folder, name));
    for (const name of fs.readdirSync(folder)) expect(fs.lstatSync(join(folder, name)).isSymbolicLink()).toBe(true);
    await install(app);
    await until(app, isOver);
    expect((await state(app)).dictionaries.at(-1)).toMatchObject({ id: "jmdict", isDamaged: false });
    expect(fs.readFileSync(other, "utf8")).toBe("the learner's diary");
    await app.stop();
    const [file = ""] = fs.readdirSync(folder).filter((name) => name.endsWith(".sqlite"));
    fs.renameSync(join(folder, file), join(app.dataDir, "elsewhere.sqlite"));
    fs.symlinkSync(join(app.dataDir, "elsewhere.sqlite"), join(folder, file));
    {
      await using again = await openApp({ ...options, dataDir: app.dataDir });
      expect((await state(again)).dictionaries.at(-1)).toMatchObject({ id: "jmdict", isDamaged: true });
    }
    fs.rmSync(app.dataDir, { recursive: true });
  });

  test("keeps its order and choice over a restart; strays of a crash are deleted and a damaged file is named", async () => {
    const app = await openApp();
    await upload(app, "my mirages.zip", zip);
    await until(app, isOver);
    const { id } = (await state(app)).dictionaries.at(-1)!;
    await app.json("PATCH", `/api/dictionaries/${id}`, { position: 0, isEnabled: false });
    await app.stop();
    const folder = join(app.dataDir, "dictionaries");
    fs.writeFileSync(join(folder, "upload-1"), "half");
    fs.writeFileSync(join(folder, "jmdict-1.sqlite.new"), "half");
    fs.writeFileSync(join(folder, "jmdict-1.sqlite.new-journal"), "half");
    for (const name of ["mine.sqlite", "notes.txt"]) fs.writeFileSync(join(folder, name), "put there by the learner");
    {
      await using again = await openApp({ dataDir: app.dataDir });
      expect((await state(again)).dictionaries[0]).toMatchObject({ name: "Mirages", isEnabled: false });
      expect(leftovers(again).toSorted()).toEqual(["mine.sqlite", "notes.txt"]);
    }
    for (const name of ["mine.sqlite", "notes.txt"]) fs.rmSync(join(folder, name));
    const [file] = fs.readdirSync(folder);
    fs.writeFileSync(join(folder, file!), "not a database");
    await using broken = await openApp({ dataDir: app.dataDir });
    expect((await state(broken)).dictionaries[0]).toMatchObject({ id, isDamaged: true });
    await broken.json("DELETE", `/api/dictionaries/${id}`, {});
    expect(fs.readdirSync(folder)).toEqual([]);
    fs.rmSync(app.dataDir, { recursive: true, force: true });
  });

  test("does not take the other dictionaries with it when it is damaged or deleted while Blossom runs", async () => {
    await using app = await openApp();
    const folder = join(app.dataDir, "dictionaries");
    await upload(app, "my mirages.zip", zip);
    await until(app, isOver);
    const [file] = fs.readdirSync(folder);
    const spoilings = [
      () => fs.writeFileSync(join(folder, file!), "not a database"),
      () => fs.rmSync(join(folder, file!)),
    ];
    for (const [position, spoil] of spoilings.entries()) {
      spoil();
      await app.json("PATCH", "/api/dictionaries/starter-ja", { position }); // opens the files again
      const { entries } = await app.json<{ entries: unknown[] }>("GET", "/api/dictionary?language=ja&surface=猫");
      expect(entries).toHaveLength(1);
      const { texts } = await app.json<Analysis>("POST", "/api/analyse", { language: "ja", texts: ["猫"] });
      expect(texts[0]?.words).toMatchObject([{ reading: "ねこ", dictionaryMeanings: ["cat"] }]);
    }
    expect((await state(app)).dictionaries.find(({ name }) => name === "Mirages")).toMatchObject({ isDamaged: true });
  });

  test("is used by cards, the popup and the analyser in the learner's order, and no longer when it is switched off", async () => {
    await using app = await openApp();
    await upload(app, "cats.csv", "word,reading,meaning\n猫,ねこ,a cat of mine\n猫派,ねこは,somebody who likes cats\n");
    await until(app, isOver);
    const { id } = (await state(app)).dictionaries.at(-1)!;

    const meanings = async () => {
      const popup = await app.json<{ entries: ShownEntry[] }>("GET", "/api/dictionary?language=ja&surface=猫");
      const { texts } = await app.json<Analysis>("POST", "/api/analyse", { language: "ja", texts: ["猫"] });
      const body = { text: "猫", language: "ja" };
      const response = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
      const { generationId } = (await response.json()) as Started;
      const card = (await app.events(generationId)).find((event) => event.type === "words");
      return [popup.entries[0]?.meanings, texts[0]?.words[0]?.dictionaryMeanings, card?.words[0]?.dictionaryMeanings];
    };
    const surfaces = async () => {
      const { texts } = await app.json<Analysis>("POST", "/api/analyse", { language: "ja", texts: ["猫派です"] });
      return texts[0]?.words[0]?.dictionaryMeanings;
    };
    const all = (meaning: string) => [[meaning], [meaning], [meaning]];
    expect(await meanings()).toEqual(all("cat"));
    await app.json("PATCH", `/api/dictionaries/${id}`, { position: 0 });
    expect(await meanings()).toEqual(all("a cat of mine"));
    expect(await surfaces()).toEqual(["somebody who likes cats"]);
    await app.json("PATCH", `/api/dictionaries/${id}`, { isEnabled: false });
    expect(await meanings()).toEqual(all("cat"));
    expect(await surfaces()).not.toEqual(["somebody who likes cats"]);
  });

  test("leaves an answer that streams meanwhile alone", async () => {
    const tokens = Array.from({ length: 200 }, (_, index) => `${index} `);
    await using upstream = await startUpstream({ protocol: "ollama", script: { pieces: tokens } });
    await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
    const lines = Array.from({ length: 300_000 }, (_, index) => `語${index} [ご] /(n) word ${index}/`);
    const job = (await (await upload(app, "edict", lines.join("\n"))).json()) as DictionaryJob;
    await until(app, ({ jobs }) => jobs.some(({ step, fraction }) => step === "importing" && fraction > 0));
    const { generationId } = await app.send("Hello", { language: "ja" });
    const text = (await app.events(generationId)).map((event) => (event.type === "text" ? event.text : "")).join("");
    expect(text).toBe(tokens.join(""));
    expect((await state(app)).jobs).toMatchObject([{ id: job.id, state: "running", step: "importing" }]);
  });

  test("can be cancelled while it waits for another one, without waiting for that", async () => {
    await using files = await startFileServer(small);
    await using app = await openApp({ jmdict: { url: files.url, atLeast: 1 } });
    files.holdAfter(40);
    const jmdictJob = await install(app);
    await until(app, ({ jobs }) => jobs[0]?.completedBytes === 40);
    const { id } = (await (await upload(app, "my mirages.zip", zip)).json()) as DictionaryJob;
    await app.json("POST", `/api/dictionaries/jobs/${id}/cancel`, {});
    expect((await state(app)).jobs).toMatchObject([{ id: jmdictJob.id, state: "running" }]);
    await app.json("POST", `/api/dictionaries/jobs/${jmdictJob.id}/cancel`, {});
    expect((await state(app)).jobs).toEqual([]);
    expect((await state(app)).dictionaries.every(({ isBundled }) => isBundled)).toBe(true);
  });

  test("that is no dictionary is named with its problem, and another import can follow", async () => {
    await using app = await openApp();
    const before = await names(app);
    const job = (await (
      await upload(app, "holiday.jpg", new Uint8Array([0xff, 0xd8, 0xff, 0, 1]))
    ).json()) as DictionaryJob;
    await upload(app, "my mirages.zip", zip);
    await until(app, isOver);
    expect((await state(app)).jobs).toMatchObject([
      { id: job.id, name: "holiday.jpg", state: "failed", problem: "unknown_format" },
    ]);
    expect(await names(app)).toEqual([...before, "Mirages"]);
    expect(leftovers(app)).toEqual([]);
  });

  test("can be cancelled while its entries are read, and then nothing of it stays", async () => {
    await using app = await openApp();
    const before = await names(app);
    const lines = Array.from({ length: 300_000 }, (_, index) => `語${index} [ご] /(n) word ${index}/`);
    const job = (await (await upload(app, "edict", lines.join("\n"))).json()) as DictionaryJob;
    await until(app, ({ jobs }) => jobs.some(({ step, fraction }) => step === "importing" && fraction > 0));
    await app.json("POST", `/api/dictionaries/jobs/${job.id}/cancel`, {});
    expect((await state(app)).jobs).toEqual([]);
    expect(await names(app)).toEqual(before);
    expect(fs.readdirSync(join(app.dataDir, "dictionaries"))).toEqual([]);
    expect(openFiles().filter((path) => path.startsWith(app.dataDir) && path.includes("upload-"))).toEqual([]);
  });

  test("gives the popup its frequencies, pitch accents and kanji", async () => {
    await using app = await openApp();
    const bank = [
      ["人気", "freq", { reading: "にんき", frequency: 812 }],
      ["人気", "pitch", { reading: "ひとけ", pitches: [{ position: 0 }] }],
    ];
    const index = { title: "Counts", revision: "1", format: 3, sourceLanguage: "ja" };
    const files = { "index.json": index, "term_meta_bank_1.json": bank };
    const bytes = Object.entries(files).map(([name, value]) => [name, strToU8(JSON.stringify(value))] as const);
    const kanji = [
      ["気", "キ ケ", "いき", "jouyou", ["spirit", "mind"], {}],
      ["x", "エ", "", "", ["no kanji"], {}],
    ];
    bytes.push(["kanji_bank_1.json", strToU8(JSON.stringify(kanji))]);
    await upload(app, "counts.zip", zipSync(Object.fromEntries(bytes)));
    await until(app, isOver);
    const { facts, characters } = await app.json<LookUp>(
      "GET",
      "/api/dictionary?language=ja&surface=人気&reading=にんき",
    );
    expect(facts).toEqual([{ dictionaryName: "Counts", kind: "frequency", value: "812", reading: "にんき" }]);
    expect(characters.map(({ character, readings, meanings }) => [character, readings, meanings])).toEqual([
      ["人", ["ひと", "じん", "にん"], ["person", "people", "other people"]], // the words of the starter dictionary
      ["気", ["キ", "ケ", "いき"], ["spirit", "mind"]],
    ]);
  });

  test("is found on this system: EDICT", async () => {
    await using app = await openApp();
    const edictPath = join(app.dataDir, "edict");
    fs.writeFileSync(edictPath, "蜃気楼 [しんきろう] /(n) mirage/\n".repeat(3));
    await using second = await openApp({ edictPath });
    expect((await state(second)).offers).toMatchObject([
      { id: "jmdict" },
      { id: "edict", path: edictPath, host: null },
    ]);
    await install(second, "edict");
    await until(second, isOver);
    expect((await state(second)).dictionaries.at(-1)).toMatchObject({ id: "edict", name: "EDICT", entries: 3 });
    expect(fs.existsSync(edictPath)).toBe(true);
  });
});

test.each([
  ["POST", "/api/dictionaries/install", { offer: "evil" }, 400],
  ["PATCH", "/api/dictionaries/nothing", { isEnabled: true }, 404],
  ["PATCH", "/api/dictionaries/starter-ja", { isEnabled: "yes" }, 400],
  ["PATCH", "/api/dictionaries/starter-ja", { position: -1 }, 400],
  ["DELETE", "/api/dictionaries/starter-ja", {}, 400],
  ["DELETE", "/api/dictionaries/nothing", {}, 404],
  ["PUT", "/api/dictionaries/files/a.zip", { text: "JSON is no file" }, 415],
] as const)("answers %s %s with a clear error when the request is wrong: %j", async (method, path, input, status) => {
  await using app = await openApp();
  const response = await app.request(method, path, input);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
});
