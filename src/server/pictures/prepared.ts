import fs from "node:fs/promises";
import { join } from "node:path";
import { drawView } from "./draw-view.ts";
import { keepFile } from "./keep-file.ts";
import { isAsStored, type Size, type View } from "./views.ts";

/** A picture that we keep. Its id names a folder, and never comes from a request. */
export type Kept = Size & { id: string; path: string };

/** A view of a picture, as base64 of a JPEG. Drawn once: every turn of a conversation sends its pictures again. */
export async function readView(dataDir: string, { id, path, ...stored }: Kept, view: View): Promise<string> {
  if (isAsStored(view, stored)) return (await fs.readFile(path)).toString("base64");
  const file = join(preparedFolder(dataDir, id), `${nameOf(view)}.jpg`);
  const drawn = await fs.readFile(file).catch(() => null);
  if (drawn) return drawn.toString("base64");
  const jpeg = await inTurn(async () => drawView(await fs.readFile(path), stored, view));
  await keepFile(file, jpeg);
  return Buffer.from(jpeg).toString("base64");
}

/** What was drawn of a picture. May be deleted at any time: it is drawn again. */
export const preparedFolder = (dataDir: string, id: string) => join(dataDir, "prepared", id);

/** `0-756-1920-324_896-151_896-896` */
const nameOf = ({ part, scaled, canvas }: View) =>
  [part.x, part.y, part.width, part.height].join("-") + [scaled, canvas].map((s) => `_${s.width}-${s.height}`).join("");

let last: Promise<unknown> = Promise.resolve();

/** One after the other: a picture is large while it is drawn. */
function inTurn<T>(draw: () => Promise<T>): Promise<T> {
  const drawn = last.then(draw);
  last = drawn.catch(() => {});
  return drawn;
}
