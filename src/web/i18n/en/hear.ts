import type { Shape } from "#web/i18n/shape.ts";

/** The strings of reading aloud that are not there at the first paint. */
export const hear = {
  title: {
    none: (language: string) => `No voice for ${language}`,
    remote: (language: string) => `Use an online voice for ${language}?`,
    silent: "No sound",
    unsupported: "This browser can't read aloud",
    failed: "Couldn't read aloud",
  },
  none: (language: string) => `Your system has no voice for ${language}. Add one, then restart the browser:`,
  steps: {
    windows: "Settings → Time & language → Speech → Add voices.",
    mac: "System Settings → Accessibility → Spoken Content → System Voice → Manage Voices.",
    ios: "Settings → Accessibility → Spoken Content → Voices.",
    android: "Settings → Accessibility → Text-to-speech output → Install voice data.",
    linux: "Install a speech engine. Firefox uses it right away. Start Chromium with the option below.",
    other: "Look for “text-to-speech” in the settings of your system.",
  },
  remote: (voice: string, language: string) => `${voice} is the only voice for ${language} in this browser.`,
  sendsTo: (maker: string) => `Sends text to ${maker}`,
  sendsAway: "Sends text over the internet",
  useRemote: "Use this voice",
  silent: "The voice made no sound. Check your volume, or try another voice in Settings.",
  unsupported: "Use a current version of Chrome, Edge, Firefox or Safari.",
  tryAgain: "Try again",
  toSettings: "Voices in Settings",
  close: "Close",
  copy: "Copy",
  copied: "Copied",
  panel: {
    title: "Voice",
    label: (language: string) => `Voice for ${language}`,
    hint: "Saved in this browser: every device has other voices",
    automatic: "Automatic",
    looking: "Looking for voices…",
    test: "Test",
    stop: "Stop",
  },
};
export type HearStrings = Shape<typeof hear>;
