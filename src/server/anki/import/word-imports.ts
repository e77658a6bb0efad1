import fs from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import type { ImportPreview, newImportSchema, UndoneImport, WordImport } from "#shared/anki/imports.ts";
import type { ImportChoice, Source } from "#shared/anki/source.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { getImport, listImports, listUnfinishedImports } from "#server/db/word-imports.ts";
import { AppError } from "#server/errors.ts";
import { logger } from "#server/logger.ts";
import type { LevelWords } from "#server/dictionaries/level-words.ts";
import { inSlices } from "#server/slices.ts";
import { sweepFolder } from "#server/pictures/sweep.ts";
import { readLimits } from "#server/anki/package/read-limits.ts";
import type { SourceFile } from "#server/anki/source/open-source.ts";
import { type ApplyDeps, applyImport } from "./apply-import.ts";
import { askSource, SourceProblem } from "./ask-source.ts";
import { wordsOfLevel } from "./level-words.ts";
import { planImport, toPreview, type Wanted } from "./plan-import.ts";
import { type LemmaDeps, toLemmas } from "./to-lemmas.ts";
import { undoImport } from "./undo-import.ts";

export type ImportDeps = ApplyDeps &
  LemmaDeps & {
    dataDir: string;
    levelWords: LevelWords;
    /** The script of the thread that reads files. */
    worker: string;
    /** Called after words were added, changed or taken back. */
    onChange: () => void;
    /** Aborted when the data is closed, or about to be replaced. */
    closing: AbortSignal;
  };
type Asked = z.output<typeof newImportSchema>;

/** A file that nobody imported is deleted after this time. */
const keptMs = 6 * 60 * 60_000;
const ours = /^[\da-f-]{36}\.upload(\.collection(\.new)?)?$/;

const gone = () => new AppError("not_found", "There is no such file any more.");

export type WordImports = ReturnType<typeof createWordImports>;

/** Known words from files and lists: what is in a file, what an import would do, the import, and taking it back. */
export function createWordImports(deps: ImportDeps) {
  const { db, closing } = deps;
  const folder = join(deps.dataDir, "word-uploads");
  const files = new Map<string, Omit<SourceFile, "encoding"> & { addedAt: number }>();
  /** One after another: each compares the words of its file with those that are there. */
  let running: Promise<unknown> = Promise.resolve();

  const find = (id: string) => {
    const file = files.get(id);
    if (!file) throw gone();
    return file;
  };
  const remove = (id: string) => {
    const path = files.get(id)?.path;
    files.delete(id);
    if (path !== undefined)
      for (const ending of ["", ".collection", ".collection.new"]) fs.rmSync(path + ending, { force: true });
  };

  async function ask(file: SourceFile, choice: Omit<ImportChoice, "source"> | null) {
    try {
      return await askSource(deps.worker, { file, choice }, closing);
    } catch (error) {
      if (error instanceof SourceProblem) {
        const { code: reason, message, line } = error;
        throw new AppError("unreadable_file", message, { reason, line });
      }
      if (!fs.existsSync(file.path)) throw gone(); // it was forgotten while it was read
      throw error;
    }
  }

  async function read(asked: Asked): Promise<Wanted> {
    if ("level" in asked) return wordsOfLevel(deps.levelWords, asked.level);
    const { source, ...choice } = asked.file;
    const own = find(source);
    const answer = await ask({ ...own, encoding: choice.encoding }, choice);
    if (answer.type !== "words") throw new Error("the thread answered another question");
    const { words, skipped } = answer;
    const { language } = choice;
    const lemmas = await toLemmas(deps, language, words, closing);
    const repeated = skipped.repeated + words.length - lemmas.length;
    return { name: own.name, language, skipped: { ...skipped, repeated }, words: lemmas };
  }

  async function undoAll(ids: readonly string[]) {
    for (const id of ids) {
      await inSlices(undoImport(db, id), closing);
      logger.info("an import that was broken off is undone", { id });
    }
  }

  return {
    /** Where an upload is written, before `add` reads it. */
    newPath(): string {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      return join(folder, `${crypto.randomUUID()}.upload`);
    },
    limit: readLimits.fileBytes,

    /** Describes an uploaded file and keeps it for the import. Deletes it if it cannot be read. */
    async add(
      path: string,
      name: string,
      { language, isFromAnki = false }: { language: LearningLanguage; isFromAnki?: boolean },
    ): Promise<Source> {
      const now = performance.now();
      for (const [id, { addedAt }] of files) if (now - addedAt > keptMs) remove(id);
      const id = crypto.randomUUID();
      files.set(id, { path, name, language, isFromAnki, addedAt: now });
      try {
        const answer = await ask({ path, name, language, isFromAnki, encoding: null }, null);
        if (answer.type !== "described") throw new Error("the thread answered another question");
        if (answer.source.groups.length === 0)
          throw new AppError("unreadable_file", "The file has no notes.", { reason: "empty" });
        return { id, name, ...answer.source };
      } catch (error) {
        remove(id);
        throw error;
      }
    },
    /** Describes it again, as text in another encoding. */
    async describe(id: string, encoding: SourceFile["encoding"]): Promise<Source> {
      const file = find(id);
      const answer = await ask({ ...file, encoding }, null);
      if (answer.type !== "described") throw new Error("the thread answered another question");
      return { id, name: file.name, ...answer.source };
    },
    forget: remove,

    async preview(asked: Asked): Promise<ImportPreview> {
      const wanted = await read(asked);
      return toPreview(wanted, await inSlices(planImport(db, wanted), closing));
    },
    async apply(asked: Asked): Promise<WordImport> {
      const wanted = await read(asked);
      const done = running.then(() => applyImport(deps, wanted, closing));
      running = done.catch(() => {});
      try {
        const made = await done;
        if ("file" in asked) remove(asked.file.source);
        return made;
      } finally {
        deps.onChange();
      }
    },
    list: () => listImports(db),
    async undo(id: string): Promise<UndoneImport> {
      const found = getImport(db, id);
      if (!found || found.undoneAt !== null) throw new AppError("not_found", "There is no such import.");
      const done = running.then(() => inSlices(undoImport(db, id), closing));
      running = done.catch(() => {});
      try {
        return await done;
      } finally {
        deps.onChange();
      }
    },

    /** Takes back what was broken off in the middle, before another import begins. */
    async undoUnfinished() {
      const unfinished = listUnfinishedImports(db);
      if (unfinished.length === 0) return;
      running = undoAll(unfinished).catch((error: unknown) => {
        if (!closing.aborted) logger.error("an import was not undone", { error }); // the next start tries again
      });
      await running;
      deps.onChange();
    },
    /** Deletes files of an earlier start. */
    sweep: (startedAt: number) => sweepFolder(folder, (name) => ours.test(name), startedAt),
    /** Waits for the import that runs, which the signal ends. */
    close: () => running,
  };
}
