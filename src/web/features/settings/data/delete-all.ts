import { clear } from "idb-keyval";
import { deleteEverything } from "#web/api/data.ts";

/**
 * Deletes everything on the server. If its backups go, too, nothing may be left: this browser then forgets its drafts, their pictures and where the files
 * of videos are. Otherwise these stay, because no backup has them.
 */
export async function deleteAll(backups: boolean): Promise<void> {
  await deleteEverything(backups);
  if (!backups) return;
  try {
    localStorage.clear();
    await clear();
  } catch {
    // a browser that stores nothing
  }
}
