import fs from "node:fs";

/** A free name: `secrets.json.bad`, then `secrets.json.bad-2`. A file that was moved aside earlier is never overwritten. */
export function findFreeName(beginning: string, extension = ""): string {
  let name = beginning + extension;
  for (let count = 2; fs.existsSync(name); count++) name = `${beginning}-${count}${extension}`;
  return name;
}

/** Changes when another file takes the place. Null: there is no file. */
export const inodeOf = (path: string): number | null => fs.statSync(path, { throwIfNoEntry: false })?.ino ?? null;
