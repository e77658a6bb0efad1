import { useState } from "react";
import { maxImages } from "#shared/message-limits.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useDroppedFiles } from "#web/ui/use-dropped-files.ts";
import { drafts } from "./drafts.ts";

/** Pictures of a draft: picked, pasted or dropped anywhere on the page. */
export function usePictures(draftId: string) {
  const t = useTranslate().chat.composer;
  const [problem, setProblem] = useState<string | null>(null);
  const [preparing, setPreparing] = useState(0);

  async function add(files: readonly File[]) {
    setProblem(null);
    const { isPicture, prepareImage } = await import("./prepare-image.ts");
    for (const file of files) {
      if (drafts.read(draftId).images.length >= maxImages) return setProblem(t.tooMany(maxImages));
      if (!isPicture(file)) {
        setProblem(t.notAnImage(file.name));
        continue;
      }
      setPreparing((count) => count + 1);
      try {
        const image = { id: crypto.randomUUID(), dataUrl: await prepareImage(file) };
        drafts.write(draftId, { images: [...drafts.read(draftId).images, image].slice(0, maxImages) });
      } catch {
        setProblem(t.notAnImage(file.name)); // a damaged file, or a format that this browser cannot draw
      } finally {
        setPreparing((count) => count - 1);
      }
    }
  }

  function remove(id: string) {
    setProblem(null);
    drafts.write(draftId, { images: drafts.read(draftId).images.filter((image) => image.id !== id) });
  }

  const isOver = useDroppedFiles((files) => void add(files));

  return { add, remove, problem, forgetProblem: () => setProblem(null), isPreparing: preparing > 0, isOver };
}
