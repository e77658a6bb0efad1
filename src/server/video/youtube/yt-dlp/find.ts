import fs from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

const names = ["yt-dlp", "yt-dlp.exe"];

/** The yt-dlp that the learner chose, otherwise the first one in PATH. Null if there is none; nothing is started to find out. */
export function findYtDlp(chosen: string | null, path: string): string | null {
  if (chosen !== null) return isProgram(chosen) ? chosen : null;
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.X_OK);
    return fs.statSync(path).isFile();
  } catch {
    return false;
  }
}
