import { once } from "node:events";
import fs from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A stand-in for Anki with the add-on AnkiConnect 6, on a real socket. It does what the source of the add-on does (plugin/__init__.py, web.py):
 * one JSON answer with `result` and `error` at status 200, 403 without a body for a page that is not allowed, duplicates by the first field.
 */
export type AnkiConnect = {
  url: string;
  notes: Map<number, StoredNote>;
  media: Map<string, Uint8Array>;
  decks: string[];
  models: Map<string, string[]>;
  /** Each action that was asked for, in order. */
  actions: string[];
  /** Wanted in each request; undefined: none. */
  key: string | undefined;
  /** Answers everybody as a page that is not allowed. */
  isRefusing: boolean;
  /** Anki shows its profiles: there is no collection. */
  hasCollection: boolean;
  /** It cannot read files of other programs. */
  isInSandbox: boolean;
  /** Waited for before an action, for example while Anki syncs. */
  before: (action: string) => Promise<void>;
  /** Whether the answer to an action that was done is lost: Anki is closed, or Blossom ends, before it arrives. */
  losesAnswer: (action: string) => boolean;
  /** Closes Anki: nobody listens at the address. */
  close(): Promise<void>;
  /** Opens it again at the same address. */
  open(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

export type StoredNote = {
  deckName: string;
  modelName: string;
  fields: Record<string, string>;
  tags: string[];
  interval: number;
};
type Params = Record<string, unknown> & {
  note?: {
    id?: number;
    deckName: string;
    modelName: string;
    fields: Record<string, string>;
    tags?: string[];
    options?: { allowDuplicate?: boolean };
  };
  notes?: never[];
};

const basic: [string, string[]][] = [["Basic", ["Front", "Back"]]];

/** No two notes have the same number, also in different stand-ins: Anki makes it from the time. */
let nextId = 1_795_000_000_000;

export async function startAnkiConnect(models = basic): Promise<AnkiConnect> {
  let port = 0;
  const anki: Omit<AnkiConnect, "url"> & { url: string } = {
    url: "",
    notes: new Map(),
    media: new Map(),
    decks: ["Default"],
    models: new Map(models),
    actions: [],
    key: undefined,
    isRefusing: false,
    hasCollection: true,
    isInSandbox: false,
    before: async () => {},
    losesAnswer: () => false,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
    async open() {
      server = listen();
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };

  const firstOf = (modelName: string, fields: Record<string, string>) =>
    fields[anki.models.get(modelName)?.[0] ?? ""] ?? "";
  const isDuplicate = ({ modelName, fields }: { modelName: string; fields: Record<string, string> }) =>
    [...anki.notes.values()].some(
      (each) => each.modelName === modelName && firstOf(modelName, each.fields) === firstOf(modelName, fields),
    );
  function check(note: NonNullable<Params["note"]>) {
    if (!anki.models.has(note.modelName)) throw new Error(`model was not found: ${note.modelName}`);
    if (!anki.decks.includes(note.deckName)) throw new Error(`deck was not found: ${note.deckName}`);
    if (firstOf(note.modelName, note.fields) === "") throw new Error("cannot create note because it is empty");
    if (!note.options?.allowDuplicate && isDuplicate(note))
      throw new Error("cannot create note because it is a duplicate");
  }

  const fits = ({ modelName, tags, fields }: StoredNote, name: string, value: string) =>
    name === "tag" ? tags.includes(value) : (name === "note" ? modelName : fields[name]) === value;

  const actions: Record<string, (params: Params) => unknown> = {
    version: () => 6,
    deckNames: () => anki.decks,
    modelNames: () => [...anki.models.keys()],
    modelFieldNames({ modelName }) {
      const fields = anki.models.get(String(modelName));
      if (!fields) throw new Error(`model was not found: ${String(modelName)}`);
      return fields;
    },
    createDeck({ deck }) {
      if (!anki.decks.includes(String(deck))) anki.decks.push(String(deck));
      return 1;
    },
    createModel({ modelName, inOrderFields }) {
      if (anki.models.has(String(modelName))) throw new Error("Model name already exists");
      anki.models.set(String(modelName), inOrderFields as string[]);
      return {};
    },
    canAddNotes: ({ notes = [] }) =>
      (notes as NonNullable<Params["note"]>[]).map((note) => {
        try {
          check(note);
          return true;
        } catch {
          return false;
        }
      }),
    addNote({ note }) {
      check(note!);
      const { deckName, modelName, fields, tags = [] } = note!;
      const known = new Set(anki.models.get(modelName));
      const own = Object.fromEntries(Object.entries(fields).filter(([name]) => known.has(name)));
      anki.notes.set(++nextId, { deckName, modelName, fields: own, tags, interval: 0 });
      return nextId;
    },
    updateNoteFields({ note }) {
      const stored = anki.notes.get(note!.id!);
      if (!stored) throw new Error(`note was not found: ${note!.id}`);
      Object.assign(stored.fields, note!.fields);
      return null;
    },
    notesInfo: ({ notes = [] }) =>
      (notes as number[]).map((id) => {
        const note = anki.notes.get(id);
        if (!note) return {};
        const fields = Object.entries(note.fields).map(([name, value], order) => [name, { value, order }]);
        return { noteId: id, modelName: note.modelName, tags: note.tags, fields: Object.fromEntries(fields) };
      }),
    findNotes({ query }) {
      const text = String(query);
      const terms = [...text.matchAll(/"(\w+):((?:\\.|[^"\\])*)"/g)].map(
        ([, name = "", value = ""]) => [name, value.replace(/\\(.)/g, "$1")] as const,
      );
      if (terms[0]?.[0] === "note")
        return [...anki.notes]
          .filter(([, note]) => terms.every(([name, value]) => fits(note, name, value)))
          .map(([id]) => id);
      const deck = /deck:"((?:\\.|[^"])*)"/.exec(text)?.[1]?.replace(/\\(.)/g, "$1");
      return [...anki.notes]
        .filter(([, note]) => note.deckName === deck)
        .filter(([, { interval }]) => !text.includes("prop:ivl>=21") || interval >= 21)
        .filter(([, { interval }]) => !text.includes("-is:new") || interval > 0)
        .filter(() => !text.includes("is:suspended"))
        .map(([id]) => id);
    },
    storeMediaFile({ filename, data, path }) {
      if (data === undefined && anki.isInSandbox) throw new Error("[Errno 2] No such file or directory");
      const bytes = typeof data === "string" ? Buffer.from(data, "base64") : fs.readFileSync(String(path));
      anki.media.set(String(filename), new Uint8Array(bytes));
      return filename;
    },
  };

  async function answer(text: string): Promise<unknown> {
    const { action, params = {}, key } = JSON.parse(text) as { action: string; params?: Params; key?: string };
    await anki.before(action);
    anki.actions.push(action);
    if (anki.key !== undefined && key !== anki.key) return { result: null, error: "valid api key must be provided" };
    if (!anki.hasCollection && action !== "version") return { result: null, error: "collection is not available" };
    const act = actions[action];
    if (!act) return { result: null, error: "unsupported action" };
    try {
      return { result: act(params), error: null };
    } catch (error) {
      return { result: null, error: error instanceof Error ? error.message : String(error) };
    }
  }

  const listen = () =>
    createServer((request, response) => {
      let text = "";
      request.setEncoding("utf8");
      request.on("data", (piece: string) => (text += piece));
      request.on("end", async () => {
        const { origin } = request.headers;
        if (anki.isRefusing || (origin !== undefined && origin !== "http://localhost"))
          return response.writeHead(403).end();
        if (text === "") return response.end("AnkiConnect v.6");
        const answered = JSON.stringify(await answer(text));
        if (anki.losesAnswer(anki.actions.at(-1) ?? "")) return response.destroy();
        return response.writeHead(200, { "content-type": "application/json" }).end(answered);
      });
    });
  let server = listen();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
  anki.url = `http://127.0.0.1:${port}`;
  return anki;
}
