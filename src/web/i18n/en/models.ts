import type { Shape } from "#web/i18n/shape.ts";

/** Strings about models, wherever they are shown: their facts and their downloads. */
export const models = {
  seesPictures: "sees pictures",
  thinks: "thinks",
  inCloud: "runs in the cloud",
  inMemory: "in memory",
  onGpu: (percent: string) => `${percent} on the GPU`,
  onProcessor: "on the processor",
  context: (most: string) => `up to ${most} context`,
  contextOf: (used: string, most: string) => `${used} of ${most} context`,
  contextUnknown: "context not known yet",
  contextFixed: (tokens: string) => `${tokens} context`,
  fit: {
    fits: "fits this computer",
    tight: "only just fits this computer",
    tooLarge: "too large for this computer",
  },
  /** The same, read on a computer other than Blossom's. */
  fitThere: {
    fits: "fits the computer it runs on",
    tight: "only just fits the computer it runs on",
    tooLarge: "too large for the computer it runs on",
  },
  download: {
    get: "Download",
    getModel: (model: string) => `Download ${model}`,
    label: (model: string) => `Download of ${model}`,
    waiting: "Waits for another download…",
    starting: "Asking for it…",
    verifying: "Checking what has come…",
    finishing: "Almost there…",
    bytes: (done: string, total: string) => `${done} of ${total}`,
    left: (time: string) => `${time} left`,
    paused: "Paused: Blossom was closed meanwhile. What has come is kept.",
    cancelled: "Stopped. What has come is kept.",
    done: "Downloaded.",
    stop: "Stop",
    stopModel: (model: string) => `Stop the download of ${model}`,
    resume: "Resume",
    resumeModel: (model: string) => `Resume the download of ${model}`,
    again: "Try again",
    againModel: (model: string) => `Try again to download ${model}`,
    dismiss: "Dismiss",
    dismissModel: (model: string) => `Dismiss the failed download of ${model}`,
    notThere: (model: string) => `There is no model called ${model} to download. Check the spelling.`,
    badName: "That is not a model's name. Names look like gemma3:12b.",
    diskFull: "The disk that keeps Ollama's models is full. Free some space there, then try again.",
    brokeOff: "The download broke off. What has come is kept; try again to go on.",
    noNetwork: "Nothing comes. Is Ollama running, and its computer online?",
    unreached: (host: string) =>
      `Ollama's computer cannot reach ${host}. Connect it to the internet, or look at its proxy, then try again.`,
    damaged: "What came was damaged. Try again: it is fetched anew.",
    tooOld: "This model needs a newer Ollama. Update it, then try again.",
    notAllowed: "Whoever keeps this model asks for permission first, and Ollama has none.",
    registry: (host: string) =>
      `This model comes from ${host}, not from Ollama's own library. Its files are only as good as whoever put them there.`,
    agree: (host: string) => `Download from ${host}`,
    cancel: "Cancel",
  },
};
export type ModelsStrings = Shape<typeof models>;
