import { join } from "node:path";
import { playDocumentedStreams } from "./play.ts";

// Records the streams again: `bun test/documented-streams/record.ts`. Do it only when the documented API is meant to change.
const recording = join(import.meta.dir, "recording.json");
await Bun.write(recording, `${JSON.stringify(await playDocumentedStreams(), null, 2)}\n`);
process.exit(0);
