export type System = "windows" | "mac" | "ios" | "android" | "linux" | "other";

/** Which system the browser runs on. An iPad calls itself a Mac, but has a touch screen. */
export function findSystem({ userAgent, maxTouchPoints }: Pick<Navigator, "userAgent" | "maxTouchPoints">): System {
  if (/Android/.test(userAgent)) return "android";
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) return "ios";
  if (/Windows/.test(userAgent)) return "windows";
  if (/Macintosh/.test(userAgent)) return "mac";
  return /Linux|X11/.test(userAgent) ? "linux" : "other";
}

/** How to get a voice on Linux: the package of Debian and Ubuntu, that of Fedora, and the option of Chromium. */
export const linuxCommands = [
  "sudo apt install speech-dispatcher espeak-ng",
  "sudo dnf install speech-dispatcher-espeak-ng",
  "chromium --enable-speech-dispatcher",
] as const;
