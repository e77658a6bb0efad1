import { toDateText } from "#shared/date-text.ts";
import fs from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import type { newExportSchema, WordExport } from "#shared/anki/exports.ts";
import { listExportIds } from "#server/db/export-words.ts";
import { AppError } from "#server/errors.ts";
import { sweepFolder } from "#server/pictures/sweep.ts";
import type { NoteDeps, NoteOptions } from "#server/anki/notes/to-note.ts";
import { exportPackage } from "./export-package.ts";
import { exportTable } from "./export-table.ts";

/** How long a finished file can be downloaded again. */
const keptMs = 60 * 60_000;
const ours = /^[\da-f-]{36}\.(apkg|csv|tsv)(\.new|\.collection|\.collection-journal)?$/;

export type Exports = ReturnType<typeof createExports>;
export type ExportDeps = NoteDeps & { dataDir: string };

/** Files with the learner's words. They are written first and then downloaded, so that the page can say what is in them. */
export function createExports(deps: ExportDeps) {
  const folder = join(deps.dataDir, "exports");
  const files = new Map<string, { path: string; name: string; madeAt: number }>();

  async function forgetOld() {
    for (const [id, { path, madeAt }] of files) {
      if (performance.now() - madeAt < keptMs) continue;
      files.delete(id);
      await fs.rm(path, { force: true });
    }
  }

  return {
    /** Throws `not_found` if no word fits, `too_large` if the file would be. */
    async create(asked: z.output<typeof newExportSchema>, options: Omit<NoteOptions, "hasMedia">): Promise<WordExport> {
      const { format, ids: only, language, statuses = ["new", "learning", "known"], deck, hasMedia } = asked;
      const now = Date.now();
      await forgetOld();
      const ids = listExportIds(deps.db, { ids: only, language, statuses });
      if (ids.length === 0) throw new AppError("not_found", "There are no such words.");
      await fs.mkdir(folder, { recursive: true, mode: 0o700 });
      const id = crypto.randomUUID();
      const path = join(folder, `${id}.${format}`);
      const name = nameOf(format, language, now);
      try {
        const count =
          format === "apkg"
            ? await exportPackage(deps, { path, ids, deck: deck ?? "", now }, { ...options, hasMedia })
            : await exportTable(deps, { path, ids, format }, options);
        files.set(id, { path, name, madeAt: performance.now() });
        return { id, name, bytes: (await fs.stat(path)).size, ...count };
      } catch (error) {
        await fs.rm(path, { force: true });
        if (error instanceof RangeError) throw new AppError("too_large", "The package would be too large.");
        throw error;
      }
    },
    find(id: string): { path: string; name: string } {
      const file = files.get(id);
      if (!file) throw new AppError("not_found", "There is no such file any more.");
      return file;
    },
    /** Deletes files of an earlier start. */
    sweep: (startedAt: number) => sweepFolder(folder, (name) => ours.test(name), startedAt),
  };
}

/** `blossom-ja-2026-11-27.apkg` */
const nameOf = (format: string, language: string | undefined, now: number) =>
  `blossom-${language ?? "words"}-${toDateText(now)}.${format}`;
