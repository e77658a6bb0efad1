// Measures the promised figures and compares them with their limits. Each figure is the median of several runs. `--json` prints JSON; arguments choose groups.
import { measureComprehension } from "./bench/comprehension.ts";
import { measureConversation } from "./bench/conversation.ts";
import { measureDatabase } from "./bench/database.ts";
import { measureDraw } from "./bench/draw.ts";
import { measureDrafts } from "./bench/drafts.ts";
import { measureEmbedded } from "./bench/embedded.ts";
import { measureExplain } from "./bench/explain.ts";
import { measureHistory } from "./bench/history.ts";
import { measureHostile } from "./bench/hostile.ts";
import { measureLiving } from "./bench/living.ts";
import { measureLongTexts } from "./bench/long-texts.ts";
import { measurePage } from "./bench/page.ts";
import { measurePopup } from "./bench/popup.ts";
import { measureReview } from "./bench/review.ts";
import { measureStart } from "./bench/start.ts";
import { measureStreams } from "./bench/streams.ts";
import { measureTokens } from "./bench/tokens.ts";
import { measureWordChanges } from "./bench/word-changes.ts";
import { measureWords } from "./bench/words.ts";
import { measureVideo } from "./bench/video.ts";
import { measureWaiting } from "./bench/waiting.ts";
import { measureWaits } from "./bench/waits.ts";
import type { Row } from "./bench/rows.ts";

const parts = {
  start: measureStart,
  streams: measureStreams,
  database: measureDatabase,
  history: measureHistory,
  review: measureReview,
  words: measureWords,
  "word-changes": measureWordChanges,
  page: measurePage,
  popup: measurePopup,
  conversation: measureConversation,
  living: measureLiving,
  drafts: measureDrafts,
  waiting: measureWaiting,
  explain: measureExplain,
  tokens: measureTokens,
  waits: measureWaits,
  texts: measureLongTexts,
  video: measureVideo,
  embedded: measureEmbedded,
  comprehension: measureComprehension,
};
/** Measured only when asked for: they take many minutes. */
const long = { hostile: measureHostile, draw: measureDraw };
const args = process.argv.slice(2);
const asJson = args.includes("--json");
const wanted = args.filter((arg) => !arg.startsWith("-"));

const rows: Row[] = [];
for (const [name, measure] of Object.entries({ ...parts, ...long })) {
  if (wanted.length > 0 ? !wanted.includes(name) : name in long) continue;
  if (!asJson) console.error(`measuring ${name} …`);
  rows.push(...(await measure()));
}
if (asJson) console.log(JSON.stringify(rows, null, 2));
else console.table(rows.map(({ row, value, unit, bar, met }) => ({ row, value, unit, bar, met: met ? "yes" : "NO" })));
process.exit(0);
