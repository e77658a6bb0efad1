import type { Database } from "bun:sqlite";
import { countTurnsBefore, listImages, listTold, type ToldMessage } from "#server/db/messages.ts";
import { leastTokens, type Turn } from "./build-context.ts";

/** How many messages are read at a time. Between two reads, other requests get their turn. */
const readAtOnce = 40;

type Wanted = {
  /** The position of the last message. Default: the end of the conversation. */
  until?: number;
  /** Reading stops when the turns need more tokens than this: the model gets no earlier turn. */
  room: number;
  /** Reading stops when there are more turns than this. */
  mostTurns?: number;
};

export type EndOfConversation = {
  turns: Turn[];
  /** The learner's messages before these turns, and their pictures. */
  earlierTurns: number;
  earlierPictures: number;
};

/** The end of a conversation, with the roles of the model APIs. Reads only as much as a model can get, because a conversation can have thousands of messages. */
export async function readTurns(
  db: Database,
  conversationId: string,
  { until, room, mostTurns = Number.POSITIVE_INFINITY }: Wanted,
): Promise<EndOfConversation> {
  let turns: Turn[] = [];
  let tokens = 0;
  let before = until === undefined ? undefined : until + 1;
  /** Messages that were read, whose turns depend on earlier ones. */
  let rest: ToldMessage[] = [];
  for (;;) {
    const read = listTold(db, conversationId, readAtOnce, before);
    const rows = [...read, ...rest];
    const isBeginning = read.length < readAtOnce;
    const start = isBeginning ? 0 : findStart(rows);
    const own = toTurns(db, rows.slice(start));
    turns = [...own, ...turns];
    tokens += leastTokens(own);
    if (isBeginning) return { turns, earlierTurns: 0, earlierPictures: 0 };
    const first = rows[start];
    if (first && (tokens > room || turns.length > mostTurns)) {
      const earlier = countTurnsBefore(db, conversationId, first.position);
      return { turns, earlierTurns: earlier.turns, earlierPictures: earlier.pictures };
    }
    rest = rows.slice(0, start);
    before = read[0]?.position ?? 0;
    await new Promise(setImmediate);
  }
}

/** The index of the learner's first message that begins a turn regardless of earlier messages; the number of messages if no message does. */
function findStart(rows: readonly ToldMessage[]): number {
  let isExplained = false;
  for (const [index, row] of rows.entries()) {
    if (row.role === "learner" && isExplained) return index;
    if (row.role === "learner") isExplained = true;
    else if (isOnlyRead(row)) isExplained = false;
  }
  return rows.length;
}

/** Only the engine has read this text, so the next message of the learner is about it. */
const isOnlyRead = ({ role, text, outcome }: ToldMessage) => role === "tutor" && text === "" && outcome === "complete";

/** Two answers to one message are one turn: many models refuse two turns of one role. */
function toTurns(db: Database, rows: readonly ToldMessage[]): Turn[] {
  const pictures = listImages(
    db,
    rows.map(({ id }) => id),
  );
  const turns: Turn[] = [];
  let unexplained = "";
  for (const row of rows) {
    const { id, role, text } = row;
    const own = pictures.get(id) ?? [];
    const last = turns.at(-1);
    if (role === "learner") {
      turns.push({ role: "user", content: joinTexts(unexplained, text), pictures: own });
      unexplained = "";
    } else if (last?.role === "assistant") {
      last.content = joinTexts(last.content, text);
      if (text !== "") unexplained = "";
    } else {
      if (isOnlyRead(row)) unexplained = last?.content ?? "";
      turns.push({ role: "assistant", content: text, pictures: own });
    }
  }
  return turns;
}

const joinTexts = (...texts: string[]) => texts.filter((text) => text !== "").join("\n\n");
