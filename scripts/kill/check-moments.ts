import { Database } from "bun:sqlite";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Every moment has its answer, its frame with the whole file, and its sound. `isSwept`: and there is no other file. */
export function checkMoments(dataDir: string, isSwept: boolean): string[] {
  using db = new Database(join(dataDir, "blossom.db"), { readonly: true });
  const list = (sql: string) => db.query<{ id: string; bytes: number }, []>(sql).all();
  const problems = [
    ...list(
      `SELECT id, 0 AS bytes FROM moments WHERE NOT EXISTS (SELECT 1 FROM moment_answers WHERE moment_id = moments.id)`,
    ).map(({ id }) => `the moment ${id} has no answer`),
    ...list(
      "SELECT generation_id AS id, 0 AS bytes FROM moment_answers WHERE generation_id NOT IN (SELECT id FROM generations)",
    ).map(({ id }) => `the answer ${id} of a moment is not there`),
    ...list("SELECT id, 0 AS bytes FROM moments WHERE source = 'frame' AND frame_id IS NULL").map(
      ({ id }) => `the moment ${id} has no frame`,
    ),
  ];
  const kinds = [
    {
      folder: "frames",
      ending: ".jpg",
      needed: "SELECT id, bytes FROM frames WHERE id IN (SELECT frame_id FROM moments)",
      all: "SELECT id, bytes FROM frames",
    },
    {
      folder: "line-sounds",
      ending: ".sound",
      needed: "SELECT DISTINCT sound_id AS id, sound_bytes AS bytes FROM moments WHERE sound_id IS NOT NULL",
      all: null,
    },
  ];
  for (const { folder, ending, needed, all } of kinds) {
    for (const { id, bytes } of list(needed)) {
      const path = join(dataDir, folder, id + ending);
      const size = existsSync(path) ? statSync(path).size : null;
      if (size !== bytes) problems.push(`${path} has ${size} bytes, not ${bytes}`);
    }
    const known = new Set(list(all ?? needed).map(({ id }) => id + ending));
    if (isSwept && existsSync(join(dataDir, folder)))
      for (const name of readdirSync(join(dataDir, folder)))
        if (!known.has(name)) problems.push(`${folder}/${name} belongs to nothing`);
  }
  return problems;
}
