import { isRecord, parseJson } from "#shared/parse-json.ts";
import { toPlainLines } from "./caption-text.ts";
import { finishCues, type ParsedCues, type RawCue } from "./finish-cues.ts";
import { joinShort } from "./join-short.ts";

/**
 * `json3` of YouTube: events with times in milliseconds and the words in `segs`. An automatic subtitle has events with `aAppend` too, which only begin a
 * line; its lines overlap, because two are shown at a time.
 */
export function parseJson3(text: string): ParsedCues {
  const parsed = parseJson(text);
  const events = isRecord(parsed) && Array.isArray(parsed.events) ? parsed.events.filter(isRecord) : [];
  const found: RawCue[] = [];
  let isAutomatic = false;
  for (const { tStartMs, dDurationMs, segs, aAppend } of events) {
    if (aAppend === 1) isAutomatic = true;
    if (!Array.isArray(segs)) continue; // a window
    const words = segs.filter(isRecord);
    if (words.some(({ acAsrConf }) => acAsrConf !== undefined)) isAutomatic = true;
    const start = toSeconds(tStartMs ?? 0);
    found.push({ start, end: start + toSeconds(dDurationMs), text: toPlainLines(words.map(textOf).join("")) });
  }
  const { cues, skipped } = finishCues(found);
  return { cues: isAutomatic ? joinShort(cues) : cues, skipped };
}

const toSeconds = (value: unknown) => (typeof value === "number" ? value / 1000 : Number.NaN);
const textOf = ({ utf8 }: Record<string, unknown>) => (typeof utf8 === "string" ? utf8 : "");
