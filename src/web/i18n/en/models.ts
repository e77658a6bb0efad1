import type { Shape } from "#web/i18n/shape.ts";

/** Strings about models, wherever they are shown: their facts and their downloads. */
export const models = {
  seesPictures: "sees pictures",
  thinks: "thinks",
  inCloud: "runs in the cloud",
  inMemory: "loaded",
  onGpu: (percent: string) => `${percent} on the GPU`,
  onProcessor: "on the CPU",
  context: (most: string) => `up to ${most} context`,
  contextOf: (used: string, most: string) => `${used} of ${most} context`,
  contextUnknown: "context not known yet",
  contextFixed: (tokens: string) => `${tokens} context`,
  fit: {
    fits: "fits this computer",
    tight: "barely fits this computer",
    tooLarge: "too large for this computer",
  },
  /** The same, read on a computer other than Blossom's. */
  fitThere: {
    fits: "fits the computer it runs on",
    tight: "barely fits the computer it runs on",
    tooLarge: "too large for the computer it runs on",
  },
  download: {
    get: "Download",
    getModel: (model: string) => `Download ${model}`,
    label: (model: string) => `Download of ${model}`,
    waiting: "Waiting for another download…",
    starting: "Starting…",
    verifying: "Checking the download…",
    finishing: "Almost there…",
    bytes: (done: string, total: string) => `${done} of ${total}`,
    left: (time: string) => `${time} left`,
    paused: "Paused because Blossom was closed. Resume to continue.",
    cancelled: "Stopped. Resume to continue.",
    done: "Downloaded.",
    stop: "Stop",
    stopModel: (model: string) => `Stop the download of ${model}`,
    resume: "Resume",
    resumeModel: (model: string) => `Resume the download of ${model}`,
    again: "Try again",
    againModel: (model: string) => `Try to download ${model} again`,
    dismiss: "Dismiss",
    dismissModel: (model: string) => `Dismiss the failed download of ${model}`,
    notThere: (model: string) => `Can't find a model called ${model}. Check the spelling.`,
    badName: "That isn't a model name. Names look like gemma3:12b.",
    diskFull: "The disk with Ollama's models is full. Free some space there, then try again.",
    brokeOff: "The download was interrupted. Try again to continue where it stopped.",
    noNetwork: "No data is arriving. Is Ollama running and online?",
    unreached: (host: string) =>
      `Ollama can't reach ${host}. Check the internet connection and proxy of its computer, then try again.`,
    damaged: "The downloaded file is damaged. Try again to download it from the start.",
    tooOld: "This model needs a newer version of Ollama. Update it, then try again.",
    notAllowed: "This model needs access approval that your Ollama doesn't have.",
    registry: (host: string) =>
      `This model comes from ${host}, not from Ollama's own library. Download it only if you trust its publisher.`,
    agree: (host: string) => `Download from ${host}`,
    cancel: "Cancel",
  },
};
export type ModelsStrings = Shape<typeof models>;
