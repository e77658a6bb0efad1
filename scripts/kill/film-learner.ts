import { Database } from "bun:sqlite";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { drawPng } from "#test/pixels.ts";
import type { SpawnedApp } from "#test/spawn-app.ts";

/** The last acknowledged value, and a later one that may or may not be stored. */
type Promised<T> = { acknowledged: T; asked: T };
type Place = "here" | "deleted";
type Moment = {
  id: string;
  generationIds: string[];
  frameId: string | null;
  /** A text that occurs nowhere else. */
  text: string | null;
  place: Promised<Place>;
  ends: Promised<string>;
  /** The bytes, in base64. */
  sound: Promised<string | null>;
};
/** Null: nothing of it was stored yet. */
type PlaceOfFilm = Place | "purged" | null;
type Film = { key: string; place: Promised<PlaceOfFilm>; tracks: Promised<string | null>; moments: Moment[] };

type Deps = {
  dataDir: string;
  random: () => number;
  ask: <T>(app: SpawnedApp, method: string, path: string, body?: object) => Promise<T>;
  /** Counts an acknowledged write. */
  count: (what: "moments" | "sounds" | "deletedMoments" | "deletedFilms") => void;
};
type Report = (problem: string) => void;

const promise = <T>(value: T): Promised<T> => ({ acknowledged: value, asked: value });
const isSure = ({ acknowledged, asked }: Promised<unknown>) => acknowledged === asked;
/** What the database has is the truth from now on. */
const settle = <T>(promised: Promised<T>, found: T): boolean => {
  const isOne = found === promised.acknowledged || found === promised.asked;
  Object.assign(promised, promise(found));
  return isOne;
};

/** A learner who watches films of their own, one request after another, and remembers what Blossom has acknowledged. */
export function createFilmLearner({ dataDir, random, ask, count }: Deps) {
  const films: Film[] = [];
  /** Pictures that were sent. The same picture is stored once, also for several moments. */
  const pictures: string[] = [];
  let at = 0;

  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  const change = async <T>(promised: Promised<T>, value: T, send: () => Promise<unknown>) => {
    promised.asked = value;
    await send();
    promised.acknowledged = value;
  };
  const filmHere = (): Film => {
    const here = films.filter(({ place }) => place.acknowledged === "here" && isSure(place));
    const known = random() < 0.8 ? pick(here) : undefined;
    if (known) return known;
    const film = {
      key: `file-${Buffer.from(random().toString(36) + random().toString(36))
        .toString("hex")
        .padEnd(64, "0")
        .slice(0, 64)}`,
      place: { acknowledged: null, asked: "here" } as Promised<PlaceOfFilm>,
      tracks: promise<string | null>(null),
      moments: [],
    };
    films.push(film);
    return film;
  };
  const momentHere = (): { film: Film; moment: Moment } | undefined => {
    const film = pick(
      films.filter(({ place, moments }) => place.acknowledged === "here" && isSure(place) && moments.length > 0),
    );
    const moment = film && pick(film.moments.filter(({ place }) => place.acknowledged === "here" && isSure(place)));
    return film && moment && { film, moment };
  };

  async function translate(app: SpawnedApp) {
    const film = filmHere();
    at += 10;
    const place = { video: film.key, at, start: at - 1, end: at + 1 };
    const isFrame = random() < 0.6;
    const text = isFrame ? null : `鳥が${random().toString(36).slice(2)}羽います。`;
    const known = random() < 0.3 ? pick(pictures) : undefined;
    const grey = () => Math.floor(random() * 256);
    const colours = Array.from({ length: 16 }, grey);
    const picture =
      known ??
      Buffer.from(await drawPng(64, 64, (x, y) => [colours[(x >> 4) + 4 * (y >> 4)]!, 0, 0])).toString("base64");
    type Started = { generationId: string; momentId: string; frameId?: string };
    const {
      generationId,
      momentId,
      frameId = null,
    } = text
      ? await ask<Started>(app, "POST", "/api/cards", { text, language: "ja", moment: place })
      : await ask<Started>(app, "POST", "/api/youtube/translate", { frame: picture, language: "ja", moment: place });
    if (isFrame) pictures.push(picture);
    Object.assign(film.place, promise("here"));
    film.moments.push({
      id: momentId,
      generationIds: [generationId],
      frameId,
      text,
      place: promise<Place>("here"),
      ends: promise(`${at - 1} ${at + 1}`),
      sound: promise<string | null>(null),
    });
    count("moments");
  }

  async function addSound(app: SpawnedApp) {
    const { moment } = momentHere() ?? {};
    if (!moment) return;
    // a few sounds, so that several moments have the same one
    const bytes = Buffer.concat([
      Buffer.from([0x1a, 0x45, 0xdf, 0xa3]),
      Buffer.alloc(20_000, Math.floor(random() * 8)),
    ]);
    await change(moment.sound, bytes.toString("base64"), async () => {
      const response = await fetch(`${app.url}/api/moments/${moment.id}/sound`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: bytes,
      });
      if (!response.ok) throw new Error(`sound: ${response.status} ${await response.text()}`);
    });
    count("sounds");
  }

  async function moveEnds(app: SpawnedApp) {
    const { moment } = momentHere() ?? {};
    if (!moment) return;
    const [start, end] = [Math.floor(random() * 100), 101 + Math.floor(random() * 100)];
    await change(moment.ends, `${start} ${end}`, () => ask(app, "PUT", `/api/moments/${moment.id}`, { start, end }));
  }

  async function saveTracks(app: SpawnedApp) {
    const film = filmHere();
    const text = random().toString(36);
    const track = { kind: "file", language: "ja", label: text, skipped: 0, cues: [{ start: 0, end: 1, text }] };
    await change(film.tracks, text, () => ask(app, "PUT", `/api/videos/${film.key}/tracks/one`, track));
    Object.assign(film.place, promise("here"));
  }

  /** Deletes a moment, or restores a deleted one of a film that is there. */
  async function deleteMoment(app: SpawnedApp) {
    const film = pick(films.filter(({ place }) => place.acknowledged === "here" && isSure(place)));
    const moment = film && pick(film.moments.filter(({ place }) => isSure(place)));
    if (!moment) return;
    const isHere = moment.place.acknowledged === "here";
    await change(moment.place, isHere ? "deleted" : "here", () =>
      ask(app, isHere ? "DELETE" : "POST", `/api/moments/${moment.id}${isHere ? "" : "/restore"}`),
    );
    count("deletedMoments");
  }

  /** Deletes a film for an hour or for good, or restores it. */
  async function deleteFilm(app: SpawnedApp) {
    const film = pick(
      films.filter(({ place, moments }) => isSure(place) && place.acknowledged !== "purged" && moments.length > 2),
    );
    if (!film) return;
    const { key, place } = film;
    if (place.acknowledged === "deleted")
      return change(place, "here", () => ask(app, "POST", `/api/videos/${key}/restore`));
    const isForGood = random() < 0.5;
    await change(place, isForGood ? "purged" : "deleted", () =>
      ask(app, "DELETE", `/api/videos/${key}?forGood=${isForGood}`),
    );
    count("deletedFilms");
  }

  const writes = [
    translate,
    translate,
    translate,
    translate,
    addSound,
    addSound,
    moveEnds,
    saveTracks,
    deleteMoment,
    deleteFilm,
  ];

  type Found = {
    id: string;
    start: number;
    end: number;
    frame: { id: string } | null;
    hasSound: boolean;
    generation: string;
  };

  function readPlace({ key, place }: Film): PlaceOfFilm {
    using db = new Database(join(dataDir, "blossom.db"), { readonly: true });
    type Row = { deletedAt: number | null };
    const row = db.query<Row, [string]>("SELECT deleted_at AS deletedAt FROM videos WHERE key = ?").get(key);
    if (row?.deletedAt === null) return "here";
    // the kill was between the two steps of deleting for good: the next start finishes it
    if (row && row.deletedAt !== 0) return "deleted";
    return [place.acknowledged, place.asked].includes("purged") ? "purged" : null;
  }

  async function checkFilm(app: SpawnedApp, film: Film, report: Report) {
    const { acknowledged } = film.place;
    if (!settle(film.place, readPlace(film)))
      report(`the film ${film.key} is ${film.place.asked}, not ${acknowledged}`);
    if (film.place.acknowledged !== "here") return;
    const { moments } = await ask<{ moments: Found[] }>(app, "GET", `/api/videos/${film.key}/moments`);
    for (const moment of film.moments) {
      const found = moments.find(({ id }) => id === moment.id);
      if (!settle(moment.place, found ? "here" : "deleted"))
        report(`the moment ${moment.id} is ${found ? "there" : "lost"}`);
      if (!found) continue;
      if (!settle(moment.ends, `${found.start} ${found.end}`)) report(`the moment ${moment.id} has other ends`);
      if (found.frame && found.frame.id !== moment.frameId) report(`the moment ${moment.id} has another frame`);
      await checkSound(app, moment, report);
    }
    const track = await ask<{ label: string }>(app, "GET", `/api/videos/${film.key}/tracks/one`).catch(() => null);
    if (!settle(film.tracks, track?.label ?? null)) report(`the subtitles of ${film.key} are lost`);
  }

  async function checkSound(app: SpawnedApp, moment: Moment, report: Report) {
    const response = await fetch(`${app.url}/api/moments/${moment.id}/sound`);
    const bytes = response.ok ? Buffer.from(await response.arrayBuffer()).toString("base64") : null;
    if (!settle(moment.sound, bytes)) report(`the sound of ${moment.id} is ${bytes === null ? "lost" : "another one"}`);
  }

  return {
    write: (app: SpawnedApp) => pick(writes)!(app),
    async check(app: SpawnedApp, report: Report) {
      for (const film of films) await checkFilm(app, film, report);
    },
    /** No file has a line of a film that was deleted for good. */
    checkPurged(report: Report) {
      const bytes = ["blossom.db", "blossom.db-wal"]
        .map((name) => join(dataDir, name))
        .filter(existsSync)
        .map((path) => readFileSync(path));
      for (const { place, moments } of films)
        if (place.acknowledged === "purged")
          for (const { text } of moments)
            if (text && bytes.some((each) => each.includes(text)))
              report(`${text} was deleted for good and is still in the file`);
    },
  };
}
