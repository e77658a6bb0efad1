// `npm run kill -- --rounds 60 --seed 7 --minutes 10`: kills the app while it writes and checks that every acknowledged write is there
import { Database } from "bun:sqlite";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { interfaceLanguages } from "#shared/interface-languages.ts";
import { type SpawnedApp, spawnApp } from "#test/spawn-app.ts";
import { checkMoments } from "./kill/check-moments.ts";
import { createFilmLearner } from "./kill/film-learner.ts";
import { readAsked } from "#test/upstream/lessons/asked.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { createRandom } from "#test/random.ts";
import { createReviews } from "./kill/reviews.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string" }, seed: { type: "string" }, minutes: { type: "string" } },
});
const rounds = Number(values.rounds ?? 20);
/** No round begins later than that. */
const latest = performance.now() + Number(values.minutes ?? 600) * 60_000;
let played = 0;
const seed = Number(values.seed ?? Date.now() % 100_000);
const random = createRandom(seed);
const reviews = createReviews(random);
/** The longest part of an answer that may be lost, by time. */
const mostLostMs = 250;

/** The text that the model has sent in answer to each message: the whole text after each piece, with its time. */
const sent = new Map<string, { text: string; at: number }[]>();
const upstream = await startUpstream({
  protocol: "ollama",
  parallel: 64,
  script: (request) => {
    const task = readAsked(request)?.task;
    if (task === "reply") return { pieces: writeSlowly(request.lastText) };
    return { text: task === "read-picture" ? '{"texts":["犬がいる。"]}' : "OK" };
  },
});
const dataDir = mkdtempSync(join(tmpdir(), "blossom-kill-"));

/** All acknowledged writes of all rounds. */
const messages: { id: string; conversationId: string; generationId: string; text: string; picture: boolean }[] = [];
/** Where each conversation is: in the list, in the bin, or deleted for good. */
const places = new Map<string, Promised>();
const isHere = (id: string) =>
  [places.get(id)?.acknowledged, places.get(id)?.asked].every((place) => !place || place === "here");
const cards = new Set<string>();
const titles = new Map<string, Promised>();
const settings: Promised = { acknowledged: undefined, asked: undefined };
/** The last acknowledged value, and a later one that may or may not be stored. */
type Promised = { acknowledged: string | undefined; asked: string | undefined };

/** One grey pixel. */
const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

const problems: string[] = [];
const filmLearners = Array.from({ length: 3 }, () =>
  createFilmLearner({ dataDir, random, ask, count: (what) => counts[what]++ }),
);
const counts = {
  messages: 0,
  edits: 0,
  pictures: 0,
  settings: 0,
  titles: 0,
  cards: 0,
  deletes: 0,
  restores: 0,
  purges: 0,
  moments: 0,
  sounds: 0,
  deletedMoments: 0,
  deletedFilms: 0,
  words: 0,
  grades: 0,
  undone: 0,
};
/** The app answered with an error. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(`${status} ${message}`);
  }
}

let longestLossMs = 0;
/** The start of the last request that the app answered before the kill. On a busy computer the app may not have read later pieces, so they do not count as lost. */
let aliveAt = 0;
let checkedMessages = 0;
let broken = 0;

try {
  for (let round = 1; round <= rounds && performance.now() < latest; round += 1) {
    played = round;
    const app = await spawnApp({ BLOSSOM_DIR: dataDir }, "dist/server/main.js");
    if (round === 1) await choose(app);
    else await check(app, round);
    await writeUntilKilled(app, 100 + random() * 1_500);
  }
  const app = await spawnApp({ BLOSSOM_DIR: dataDir }, "dist/server/main.js");
  await check(app, played + 1);
  await checkSwept(app);
  problems.push(...(await checkSweptMoments()));
  await app.kill("SIGTERM");
  checkPurged();
  for (const learner of filmLearners) learner.checkPurged((problem) => problems.push(problem));
} finally {
  await upstream.close();
  rmSync(dataDir, { recursive: true, force: true });
}

for (const problem of problems) console.error(problem);
const written = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
console.log(
  `${played} rounds, seed ${seed}: ${written.join(", ")} acknowledged, ${problems.length} lost or wrong; ` +
    `${broken} answers broken off, at most ${Math.round(longestLossMs)} ms of one lost`,
);
process.exit(problems.length > 0 ? 1 : 0);

async function choose(app: SpawnedApp): Promise<void> {
  await ask(app, "PUT", "/api/llm/settings", {
    provider: "ollama",
    baseUrl: upstream.url,
    chatModel: "gemma3:12b",
    titleModel: "",
  });
}

/** Runs several writers at once. Each begins its next write when the previous one is acknowledged. */
async function writeUntilKilled(app: SpawnedApp, afterMs: number): Promise<void> {
  let isOver = false;
  const writes = [writeMessages, writeMessages, writeSettings, writeTitles, writeCards, writeBin, writeReviews];
  const writers = [...writes, ...filmLearners.map(({ write }) => write)].map(async (write) => {
    while (!isOver) {
      await Bun.sleep(random() * 60);
      try {
        await write(app);
      } catch (error) {
        // ignores a write that the kill cut off, a message to a conversation with a running answer (409), and one to a deleted conversation (404)
        if (!isOver && !(error instanceof Refusal && [404, 409].includes(error.status))) problems.push(String(error));
      }
    }
  });
  const probe = (async () => {
    for (let at = performance.now(); !isOver; at = performance.now()) {
      await ask(app, "GET", "/api/health").catch(() => (at = aliveAt));
      aliveAt = at;
      await Bun.sleep(5);
    }
  })();
  await Bun.sleep(afterMs);
  isOver = true;
  const killedAt = performance.now();
  await app.kill("SIGKILL");
  for (const pieces of sent.values()) while ((pieces.at(-1)?.at ?? 0) > killedAt) pieces.pop();
  await Promise.all([probe, ...writers]);
}

async function writeMessages(app: SpawnedApp): Promise<void> {
  const text = `猫が${messages.length}匹います。${random().toString(36).slice(2)}`;
  if (messages.length > 0 && random() < 0.3) return editMessage(app, text);
  const known = messages.length > 0 && random() < 0.3 ? messages[Math.floor(random() * messages.length)] : undefined;
  const images = random() < 0.15 ? [pixel] : [];
  const started = await ask<{ generationId: string; conversationId: string; messageId: string }>(
    app,
    "POST",
    "/api/chat",
    { text, images, ...(known && isHere(known.conversationId) && { conversationId: known.conversationId }) },
  );
  messages.push({ ...started, id: started.messageId, text, picture: images.length > 0 });
  counts.messages += 1;
  counts.pictures += images.length;
}

/** Sends a message in other words, or shows another version of it. */
async function editMessage(app: SpawnedApp, text: string): Promise<void> {
  const { id, conversationId, picture } = messages[Math.floor(random() * messages.length)]!;
  if (!isHere(conversationId)) return;
  if (random() < 0.4) await ask(app, "PUT", `/api/conversations/${conversationId}/branch`, { messageId: id });
  else {
    const started = await ask<{ generationId: string; messageId: string }>(app, "POST", `/api/messages/${id}/edits`, {
      text,
    });
    messages.push({ ...started, id: started.messageId, conversationId, text, picture });
    counts.edits += 1;
  }
}

async function writeSettings(app: SpawnedApp): Promise<void> {
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)]!;
  const changes = {
    theme: pick(["system", "light", "dark"]),
    readings: pick(["always", "unknown", "hover", "off"]),
    interfaceLanguage: pick([...interfaceLanguages, null]),
  };
  settings.asked = toText(changes);
  await ask(app, "PUT", "/api/settings", changes);
  settings.acknowledged = settings.asked;
  counts.settings += 1;
}

function toText({ theme, readings, interfaceLanguage }: Record<string, unknown>): string {
  return JSON.stringify([theme, readings, interfaceLanguage]);
}

async function writeTitles(app: SpawnedApp): Promise<void> {
  const message = messages[Math.floor(random() * messages.length)];
  if (!message) return;
  const title = titles.get(message.conversationId) ?? { acknowledged: undefined, asked: undefined };
  titles.set(message.conversationId, title);
  title.asked = `title ${random().toString(36).slice(2)}`;
  await ask(app, "PATCH", `/api/conversations/${message.conversationId}`, { title: title.asked });
  title.acknowledged = title.asked;
  counts.titles += 1;
}

/** Deletes a conversation, restores it, or deletes it for good. */
async function writeBin(app: SpawnedApp): Promise<void> {
  if (messages.length < 10) return;
  const { conversationId: id } = messages[Math.floor(random() * messages.length)]!;
  const place = places.get(id) ?? { acknowledged: "here", asked: "here" };
  if (place.acknowledged !== place.asked || place.acknowledged === "purged") return;
  places.set(id, place);
  const change = async (to: string, method: string, path: string) => {
    place.asked = to;
    await ask(app, method, path, {});
    place.acknowledged = to;
  };
  if (place.acknowledged === "here") {
    if (random() < 0.5) return; // most stay
    await change("bin", "DELETE", `/api/conversations/${id}`);
    counts.deletes += 1;
  } else if (random() < 0.4) {
    await change("here", "POST", `/api/conversations/${id}/restore`);
    counts.restores += 1;
  } else {
    await change("purged", "DELETE", `/api/bin/${id}`);
    counts.purges += 1;
  }
}

async function writeReviews(app: SpawnedApp): Promise<void> {
  for (let write = 0; write < 4; write += 1) {
    const done = await reviews.write((method, path, body) => ask(app, method, path, body));
    if (done) counts[done] += 1;
  }
}

async function writeCards(app: SpawnedApp): Promise<void> {
  const body = { text: `犬が${counts.cards}匹います。`, fresh: true };
  const { generationId } = await ask<{ generationId: string }>(app, "POST", "/api/cards", body);
  cards.add(generationId);
  counts.cards += 1;
}

async function check(app: SpawnedApp, round: number): Promise<void> {
  const report = (problem: string) => problems.push(`round ${round}: ${problem}`);
  const db = new Database(join(dataDir, "blossom.db"), { readonly: true });
  const integrity = db.query<Record<string, unknown>, []>("PRAGMA integrity_check").all();
  if (JSON.stringify(integrity) !== '[{"integrity_check":"ok"}]') report(`integrity: ${JSON.stringify(integrity)}`);
  if (db.query("PRAGMA foreign_key_check").all().length > 0) report("a foreign key leads nowhere");
  const sql =
    "SELECT count(*) AS count FROM generation_events JOIN generations ON generations.id = generation_id WHERE outcome IS NOT NULL";
  const unpacked = db.query<{ count: number }, []>(sql).get()?.count ?? 0;
  if (unpacked > 0) report(`${unpacked} events of ended answers were left beside the packed logs`);
  db.close();

  const saved = await ask<Record<string, unknown>>(app, "GET", "/api/settings");
  if (settings.acknowledged && ![settings.acknowledged, settings.asked].includes(toText(saved)))
    report(`settings are ${toText(saved)}, not ${settings.acknowledged}`);
  // the state after the restart is the known one, even if the kill cut off an acknowledgement
  if (settings.acknowledged) settings.acknowledged = toText(saved);
  for (const generationId of cards) await ask(app, "GET", `/api/generations/${generationId}`).catch(report);

  for (const learner of filmLearners) await learner.check(app, report);
  checkMoments(dataDir, false).forEach(report);
  await checkBin(app, report);
  checkBranches(report);
  reviews.check(dataDir, report);
  const byConversation = Map.groupBy(messages, ({ conversationId }) => conversationId);
  for (const [id, all] of byConversation) {
    if (!isHere(id)) continue;
    type Read = { conversation: { title: string }; messages: { id: string; text: string }[] };
    let read: Read | null = null;
    for (const message of all) {
      const isRead = () => read?.messages.some((each) => each.id === message.id && each.text === message.text);
      if (isRead()) continue;
      // it is in a branch that is hidden, or on another page
      await ask(app, "PUT", `/api/conversations/${id}/branch`, { messageId: message.id }).catch(() => {});
      read = await ask<Read>(app, "GET", `/api/conversations/${id}?limit=200`).catch(() => null);
      if (!isRead()) report(`${message.text} is lost`);
    }
    const title = titles.get(id);
    const found = read?.conversation.title;
    if (!title?.acknowledged || found === undefined) continue;
    if (![title.acknowledged, title.asked].includes(found)) report(`${title.acknowledged} is lost`);
    title.acknowledged = found;
  }
  await checkText(app, report);
}

/** Each conversation shows exactly one branch to its end, and each branch begins with a message. */
function checkBranches(report: (problem: string) => void) {
  const db = new Database(join(dataDir, "blossom.db"), { readonly: true });
  const sql = `SELECT count(*) AS count FROM conversations WHERE 1 <> (SELECT count(*) FROM branches
      WHERE conversation_id = conversations.id AND shown_until = 9007199254740991)
    UNION ALL SELECT count(*) FROM branches WHERE first > 0
      AND NOT EXISTS (SELECT 1 FROM messages WHERE messages.conversation_id = branches.conversation_id AND position = first AND branch = first)`;
  const [ends, empty] = db.query<{ count: number }, []>(sql).all();
  if (ends?.count) report(`${ends.count} conversations do not show one branch to its end`);
  if (empty?.count) report(`${empty.count} branches have no first message`);
  db.close();
}

/** Looks where each deleted or restored conversation is, and takes that as known from now on. */
async function checkBin(app: SpawnedApp, report: (problem: string) => void): Promise<void> {
  const inBin = new Set<string>();
  for (let after = ""; ;) {
    const path = `/api/bin?limit=200${after && `&after=${after}`}`;
    const page = await ask<{ conversations: { id: string }[]; next: string | null }>(app, "GET", path);
    for (const { id } of page.conversations) inBin.add(id);
    if (page.next === null) break;
    after = page.next;
  }
  for (const [id, place] of places) {
    const isListed = await ask(app, "GET", `/api/conversations/${id}`).then(
      () => true,
      () => false,
    );
    const found = isListed ? "here" : inBin.has(id) ? "bin" : "purged";
    if (found !== place.acknowledged && found !== place.asked)
      report(`a conversation is ${found}, not ${place.acknowledged}`);
    Object.assign(place, { acknowledged: found, asked: found });
  }
}

/** Every picture of the remaining conversations has its file, and there is no other file. */
async function checkSwept(app: SpawnedApp): Promise<void> {
  const db = new Database(join(dataDir, "blossom.db"), { readonly: true });
  const rows = db.query<{ id: string }, []>("SELECT id FROM images").all();
  db.close();
  const wanted = rows.map(({ id }) => `${id}.jpg`).toSorted();
  const folder = join(dataDir, "images"); // made for the first picture
  const found = () => (existsSync(folder) ? readdirSync(folder).toSorted() : []);
  for (let tries = 0; tries < 50 && found().length !== wanted.length; tries += 1) await Bun.sleep(100); // the sweep
  if (JSON.stringify(found()) !== JSON.stringify(wanted))
    problems.push(`${found().length} files of pictures for ${wanted.length} rows`);
  for (const { id } of rows) {
    const response = await fetch(`${app.url}/api/images/${id}`);
    if (!response.ok && response.status !== 404) problems.push(`picture: ${response.status}`);
  }
}

/** Waits for the sweep. */
async function checkSweptMoments(): Promise<string[]> {
  for (let tries = 0; tries < 50 && checkMoments(dataDir, true).length > 0; tries += 1) await Bun.sleep(100);
  return checkMoments(dataDir, true);
}

/** No file contains text that was deleted for good. */
function checkPurged(): void {
  const bytes = ["blossom.db", "blossom.db-wal"].flatMap((name) => {
    try {
      return [readFileSync(join(dataDir, name))];
    } catch {
      return [];
    }
  });
  for (const { conversationId, text } of messages) {
    if (places.get(conversationId)?.acknowledged !== "purged") continue;
    if (bytes.some((each) => each.includes(text)))
      problems.push(`${text} was deleted for good and is still in the file`);
  }
}

/** Compares what the model had sent before the kill with the stored answers. */
async function checkText(app: SpawnedApp, report: (problem: string) => void): Promise<void> {
  for (const { generationId, conversationId, text } of messages.slice(checkedMessages)) {
    if (!isHere(conversationId)) continue;
    const pieces = sent.get(text) ?? [];
    const { answer } = await ask<{ answer: { text: string; outcome: string | null } }>(
      app,
      "GET",
      `/api/generations/${generationId}`,
    );
    if (answer.outcome === null) report(`the answer to ${text} never ends`);
    await checkLog(app, generationId, answer.text, report);
    if (answer.outcome === "interrupted") broken += 1;
    const whole = pieces.at(-1)?.text ?? "";
    if (!whole.startsWith(answer.text) && !answer.text.startsWith(whole))
      report(`the answer to ${text} is another one`);
    if (answer.outcome === "stopped") continue; // its conversation was deleted and restored
    const lost = pieces.find((piece) => piece.text.length > answer.text.length);
    const lostMs = lost ? aliveAt - lost.at : 0;
    longestLossMs = Math.max(longestLossMs, lostMs);
    if (lostMs > mostLostMs) report(`${Math.round(lostMs)} ms of the answer to ${text} are lost`);
  }
  checkedMessages = messages.length;
}

/** A client that joins the `text` fields gets the answer, also from the middle of the log. */
async function checkLog(app: SpawnedApp, id: string, text: string, report: (problem: string) => void): Promise<void> {
  const read = async (after: number) => {
    const response = await fetch(`${app.url}/api/generations/${id}/events?after=${after}`);
    const events = [...(await response.text()).matchAll(/^data: (\{.*\})$/gm)].map(
      ([, data = ""]) => JSON.parse(data) as { type: string; text?: string },
    );
    return { count: events.length, text: events.map((event) => (event.type === "text" ? event.text : "")).join("") };
  };
  const whole = await read(0);
  if (whole.text !== text) report(`the log of ${id} has another text than its answer`);
  const after = Math.floor(random() * whole.count);
  const rest = await read(after);
  if (rest.count !== whole.count - after || !text.endsWith(rest.text))
    report(`the log of ${id} after ${after} is wrong`);
}

async function* writeSlowly(question: string): AsyncGenerator<string> {
  const pieces: { text: string; at: number }[] = [];
  sent.set(question, pieces);
  let text = "";
  for (let index = 0; index < 120; index += 1) {
    await Bun.sleep(5 + random() * 20);
    const piece = `${random().toString(36).slice(2)}番目。`; // not a repetition
    yield piece;
    text += piece;
    pieces.push({ text, at: performance.now() });
  }
}

async function ask<T = unknown>(app: SpawnedApp, method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${app.url}${path}`, {
    method,
    headers: { "content-type": "application/json", prefer: "respond-async" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Refusal(response.status, `${method} ${path}: ${await response.text()}`);
  return response.json() as Promise<T>;
}
