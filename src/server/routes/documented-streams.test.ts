import { beforeAll, describe, expect, test } from "bun:test";
import { playDocumentedStreams, type RecordedResponse } from "#test/documented-streams/play.ts";
import recording from "#test/documented-streams/recording.json";

/** What a client of the documented API depends on. Events may carry more fields later, and new types of events may be added. */
type Seen = Omit<RecordedResponse, "name" | "body"> & {
  /** The `text` fields of all `text` events, joined. */
  text: string;
  /** Of a stream from its start. */
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
}, 120_000); // 29 answers, on a computer that may be busy
const find = (name: string) => {
  const found = played.find((response) => response.name === name);
  if (!found) throw new Error(`not played: ${name}`);
  return found;
};

describe("a client of the documented API gets the same response as before", () => {
  test.each(recording.map((recorded): [string, RecordedResponse] => [recorded.name, toRecorded(recorded)]))(
    "%s",
    (name, recorded) => {
      expect(toSeen(find(name))).toEqual(toSeen(recorded));
    },
  );

  test("in every recorded response, and every played response was recorded", () => {
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

  test("after a number are the rest of the log, byte for byte", () => {
    const whole = find("POST /api/chat, text only").body;
    const rest = whole.slice(whole.indexOf("id: 2\n"));
    expect(find("POST /api/chat, text only: its log from the start").body).toBe(whole);
    expect(find("POST /api/chat, text only: its log after event 1").body).toBe(rest);
    expect(find("POST /api/chat, text only: its log after event 1, in the query").body).toBe(rest);
  });
});

/** TypeScript gives each entry of the JSON file its own type. */
const toRecorded = ({ headers, ...recorded }: (typeof recording)[number]): RecordedResponse => ({
  ...recorded,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? ""])),
});

function toSeen({ status, headers, body }: RecordedResponse): Seen {
  const isStream = headers["content-type"] === "text/event-stream";
  const blocks = isStream ? body.split("\n\n").filter((block) => block !== "" && !block.startsWith(":")) : [];
  const events = blocks.slice(0, -1).map((block) => {
    const [, data = ""] = block.match(/^id: \d+\ndata: ([^\n]*)$/) ?? []; // `.` stops at U+2028
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
