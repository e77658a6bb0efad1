import type { PullProgress } from "#server/llm/types.ts";

/** One line of a pull, as far as it tells how far it is. */
export type PullLine = {
  status?: string | null | undefined;
  digest?: string | null | undefined;
  total?: number | null | undefined;
  completed?: number | null | undefined;
};

/** Below this, no layer so far can be the model itself: templates, licences and parameters are text. */
const leastModelBytes = 256e6;
const presumedBytes = 4e9;
/** A layer below this may be what sees for the model, and the model still to come. */
const surelyModelBytes = 2e9;
/** Of what is known, once the model is: what sees for it may come after it as well. */
const laterShare = 0.05;
/** Checking what came and writing it down. */
const whenDownloaded = 0.98;
const whenVerified = 0.99;

/**
 * Lines of a pull → how far all of it is. Ollama fetches layers one after another and tells the size of each only when its turn
 * comes, so the whole is known late. The bar never goes back and never stands still: when another layer comes to light, what is
 * left of the bar is shared out over what is left to fetch. And it does not run ahead: a first layer of 10 MB is no model, and
 * is not half of one.
 */
export function createPullProgress(): (line: PullLine) => PullProgress {
  const layers = new Map<string, { total: number; completed: number }>();
  let step: PullProgress["step"] = "starting";
  let share = 0; // of the layers
  let receivedBytes = 0;

  function noteLayer(digest: string, { total, completed }: PullLine) {
    const before = layers.get(digest);
    const size = Math.max(total ?? 0, before?.total ?? 0);
    const have = Math.min(Math.max(completed ?? 0, before?.completed ?? 0), size);
    const came = before ? have - before.completed : 0; // what a layer begins with was there already
    layers.set(digest, { total: size, completed: have });
    receivedBytes += came;
    const all = sum("completed");
    const expected = presume([...layers.values()].map((layer) => layer.total));
    const left = expected - (all - came);
    if (left > 0) share += ((1 - share) * came) / left;
    if (expected > 0) share = Math.min(1, Math.max(share, all / expected));
  }
  const sum = (of: "total" | "completed") => [...layers.values()].reduce((bytes, layer) => bytes + layer[of], 0);

  return (line) => {
    if (line.digest) noteLayer(line.digest, line);
    step = laterOf(step, toStep(line));
    const isModelKnown = [...layers.values()].some(({ total }) => total >= leastModelBytes);
    const isAllKnown = isModelKnown || step === "verifying" || step === "finishing";
    return {
      step,
      completedBytes: sum("completed"),
      totalBytes: isAllKnown && layers.size > 0 ? sum("total") : null,
      receivedBytes,
      fraction: step === "finishing" ? whenVerified : step === "verifying" ? whenDownloaded : share * whenDownloaded,
    };
  };
}

/** The sizes seen so far → the size that all may have. */
function presume(totals: readonly number[]): number {
  const known = totals.reduce((bytes, total) => bytes + total, 0);
  const largest = Math.max(0, ...totals);
  if (largest < leastModelBytes) return Math.max(known, presumedBytes);
  return known * (largest < surelyModelBytes ? 2 : 1 + laterShare);
}

function toStep({ status, digest }: PullLine): PullProgress["step"] {
  if (digest) return "downloading";
  if (status?.startsWith("verifying")) return "verifying";
  // `writing manifest`, `removing unused layers`, `success`
  return !status || status.startsWith("pulling") ? "starting" : "finishing";
}

const steps: readonly PullProgress["step"][] = ["starting", "downloading", "verifying", "finishing"];
const laterOf = (a: PullProgress["step"], b: PullProgress["step"]) => (steps.indexOf(b) > steps.indexOf(a) ? b : a);
