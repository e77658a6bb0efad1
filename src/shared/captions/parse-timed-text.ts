import { decodeEntities, toPlainLines } from "./caption-text.ts";
import { finishCues, type ParsedCues, type RawCue } from "./finish-cues.ts";
import { joinShort } from "./join-short.ts";

/** The XML of YouTube: `<p t="160" d="1989"><s>word</s></p>` (srv3), `<text t="160" d="1989">` (srv2), `<text start="0.16" dur="1.98">` (srv1). */
export function parseTimedText(text: string): ParsedCues {
  const found: RawCue[] = [];
  let isAutomatic = false;
  let line: RawCue | null = null;
  const close = () => {
    if (line) found.push({ ...line, text: toPlainLines(line.text) });
    line = null;
  };
  // one tag and the text behind it at a time
  for (const [, end, name = "", attributes = "", content = ""] of text.matchAll(
    /<(\/?)([\w:]{1,20})([^<>]*)>([^<]*)/g,
  )) {
    if (name === "p" || name === "text") {
      close();
      if (end === "" && !attributes.endsWith("/")) line = { ...timesOf(attributes), text: "" };
      if (valueOf(attributes, "a") === "1") isAutomatic = true;
    }
    if (line && name === "br") line.text += "\n";
    // srv1 is escaped twice: &amp;#39;
    if (line) line.text += name === "text" ? decodeEntities(decodeEntities(content)) : decodeEntities(content);
  }
  close();
  const { cues, skipped } = finishCues(found);
  return { cues: isAutomatic ? joinShort(cues) : cues, skipped };
}

function timesOf(attributes: string): { start: number; end: number } {
  const inMs = valueOf(attributes, "t") !== null;
  const [start, duration] = (inMs ? ["t", "d"] : ["start", "dur"]).map((name) => valueOf(attributes, name));
  const unit = inMs ? 1000 : 1;
  return { start: toNumber(start) / unit, end: (toNumber(start) + toNumber(duration)) / unit };
}

const toNumber = (value: string | null | undefined) => (value ? Number(value) : Number.NaN);

const valueOf = (attributes: string, name: string): string | null =>
  new RegExp(`(?:^|\\s)${name}=["']([^"']{0,30})["']`).exec(attributes)?.[1] ?? null;
