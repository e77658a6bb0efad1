import { beforeAll, describe, expect, test } from "bun:test";
import { playDocumentedStreams, type RecordedResponse } from "#test/documented-streams/play.ts";
import recording from "#test/documented-streams/recording.json";

/** What a client of the documented API depends on. Later versions may add fields and event types. */
type Seen = Omit<RecordedResponse, "name" | "body"> & {
  /** The `text` fields of all `text` events, joined. */
  text: string;
  /** Set for a stream that is read from its start. */
  first: string | undefined;
  ends: { outcome: unknown; code: unknown }[];
  /** The stream's last line. */
  terminator: string | undefined;
  /** The fields of a JSON response, and its error code. */
  fields: string[];
  code: unknown;
};

let played: RecordedResponse[];
beforeAll(async () => {
  played = await playDocumentedStreams();
}, 120_000); // about 35 answers, possibly on a busy computer
const find = (name: string) => {
  const found = played.find((response) => response.name === name);
  if (!found) throw new Error(`not played: ${name}`);
  return found;
};

describe("responses of the documented API", () => {
  test.each(recording.map((recorded): [string, RecordedResponse] => [recorded.name, toRecorded(recorded)]))(
    "%s",
    (name, recorded) => {
      expect(toSeen(find(name))).toEqual(toSeen(recorded));
    },
  );

  test("cover every recording, and every response played here has one", () => {
    expect(played.map(({ name }) => name)).toEqual(recording.map(({ name }) => name));
  });
});

describe("the events of a stream", () => {
  test("are numbered from 1 without a gap", () => {
    const streams = played.filter(({ body }) => body.startsWith("id: 1\n"));
    expect(streams.length).toBeGreaterThan(8);
    for (const { name, body } of streams) {
      const numbers = [...body.matchAll(/^id: (\d+)$/gm)].map(([, number]) => Number(number));
      expect([name, numbers]).toEqual([name, numbers.map((_, index) => index + 1)]);
    }
  });

  test("continue after a given number with the rest of the log, byte for byte", () => {
    const whole = find("POST /api/chat, text only").body;
    const rest = whole.slice(whole.indexOf("id: 2\n"));
    expect(find("POST /api/chat, text only: its log from the start").body).toBe(whole);
    expect(find("POST /api/chat, text only: its log after event 1").body).toBe(rest);
    expect(find("POST /api/chat, text only: its log after event 1, in the query").body).toBe(rest);
  });
});

/** Needed because TypeScript infers a separate type for each entry of the JSON file. */
const toRecorded = ({ headers, ...recorded }: (typeof recording)[number]): RecordedResponse => ({
  ...recorded,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? ""])),
});

function toSeen({ status, headers, body }: RecordedResponse): Seen {
  const isStream = headers["content-type"] === "text/event-stream";
  const blocks = isStream ? body.split("\n\n").filter((block) => block !== "" && !block.startsWith(":")) : [];
  const events = blocks.slice(0, -1).map((block) => {
    const [, data = ""] = block.match(/^id: \d+\ndata: ([^\n]*)$/) ?? []; // `.` does not match U+2028
    return JSON.parse(data) as { type: string; text?: string; outcome?: string; error?: { code: string } };
  });
  const json = isStream ? {} : (JSON.parse(body) as { error?: { code: string } });
  return {
    status,
    headers,
    text: events.map((event) => (event.type === "text" ? event.text : "")).join(""),
    first: body.startsWith("id: 1\n") ? events[0]?.type : undefined,
    ends: events.filter(({ type }) => type === "end").map(({ outcome, error }) => ({ outcome, code: error?.code })),
    terminator: blocks.at(-1),
    fields: Object.keys(json).sort(),
    code: json.error?.code,
  };
}
