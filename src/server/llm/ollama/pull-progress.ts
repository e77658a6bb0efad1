import { maxLayers } from "#server/llm/transport/limits.ts";
import { LLMError, type PullProgress } from "#server/llm/types.ts";

/** The fields of one pull line that concern progress. */
export type PullLine = {
  status?: string | null | undefined;
  digest?: string | null | undefined;
  total?: number | null | undefined;
  completed?: number | null | undefined;
};

/** A smaller layer cannot be the model itself: templates, licences and parameters are text. */
const leastModelBytes = 256e6;
const presumedBytes = 4e9;
/** A smaller layer may be only the vision part, with the model itself still to come. */
const surelyModelBytes = 2e9;
/** Once the model layer is known, this share of the known bytes is added for a vision part that may follow. */
const reservedShare = 0.05;
/** The `fraction` when all bytes are downloaded, and when they are verified. The rest is for writing them to disk. */
const whenDownloaded = 0.98;
const whenVerified = 0.99;

/**
 * Turns the lines of a pull into its overall progress. Ollama fetches layers one after another and reports the size of each only
 * when it starts, so the total is known late. The bar never moves back and never stops: when another layer appears, the rest of the
 * bar is spread over the bytes that are left. Nor does it run ahead: a first layer of 10 MB is not the model, so it does not fill
 * half of the bar.
 */
export function createPullProgress(): (line: PullLine) => PullProgress {
  const layers = new Map<string, { total: number; completed: number }>();
  let step: PullProgress["step"] = "starting";
  let share = 0; // the fraction of all layers that is done
  let receivedBytes = 0;
  // sums over all layers, kept with each line: a server may send any number of layers
  let completedBytes = 0;
  let knownBytes = 0;
  let largest = 0;

  function updateLayer(digest: string, { total, completed }: PullLine) {
    const before = layers.get(digest);
    const size = Math.max(total ?? 0, before?.total ?? 0);
    const have = Math.min(Math.max(completed ?? 0, before?.completed ?? 0), size);
    const came = before ? have - before.completed : 0; // bytes in the first line of a layer were on disk already
    layers.set(digest, { total: size, completed: have });
    receivedBytes += came;
    completedBytes += have - (before?.completed ?? 0);
    knownBytes += size - (before?.total ?? 0);
    largest = Math.max(largest, size);
    const expected = presume(knownBytes, largest);
    const left = expected - (completedBytes - came);
    if (left > 0) share += ((1 - share) * came) / left;
    if (expected > 0) share = Math.min(1, Math.max(share, completedBytes / expected));
  }

  return (line) => {
    if (line.digest) updateLayer(line.digest, line);
    if (layers.size > maxLayers)
      throw new LLMError("invalid_response", "the download has too many layers", { provider: "ollama" });
    step = furthestOf(step, toStep(line));
    const isAllKnown = largest >= leastModelBytes || step === "verifying" || step === "finishing";
    return {
      step,
      completedBytes,
      totalBytes: isAllKnown && layers.size > 0 ? knownBytes : null,
      receivedBytes,
      fraction: step === "finishing" ? whenVerified : step === "verifying" ? whenDownloaded : share * whenDownloaded,
    };
  };
}

/** Estimates the total size from the layer sizes seen so far. */
function presume(known: number, largest: number): number {
  if (largest < leastModelBytes) return Math.max(known, presumedBytes);
  return known * (largest < surelyModelBytes ? 2 : 1 + reservedShare);
}

function toStep({ status, digest }: PullLine): PullProgress["step"] {
  if (digest) return "downloading";
  if (status?.startsWith("verifying")) return "verifying";
  // `writing manifest`, `removing unused layers`, `success`
  return !status || status.startsWith("pulling") ? "starting" : "finishing";
}

const steps: readonly PullProgress["step"][] = ["starting", "downloading", "verifying", "finishing"];
const furthestOf = (a: PullProgress["step"], b: PullProgress["step"]) => (steps.indexOf(b) > steps.indexOf(a) ? b : a);
