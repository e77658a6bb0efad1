import { useEffect, useRef } from "react";
import type { Player } from "#web/features/video/player/player.ts";
import { sortFiles } from "#web/features/video/sort-files.ts";
import { useDroppedFiles } from "#web/ui/use-dropped-files.ts";
import { drawStill } from "./draw-still.ts";
import { FrameTrouble } from "./frame-trouble.ts";
import type { Still } from "./still.ts";

/** A picture of the learner, made as small as the server keeps it. */
export async function toStill(file: Blob, at: number): Promise<Still> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new FrameTrouble("invalid_image");
  });
  const { width, height } = bitmap;
  const draw = (context: CanvasRenderingContext2D, size: { width: number; height: number }) =>
    context.drawImage(bitmap, 0, 0, size.width, size.height);
  return drawStill({ width, height, draw }, at, "pasted").finally(() => bitmap.close());
}

type Handlers = { onStill: (still: Still) => void; onTrouble: (trouble: FrameTrouble) => void };

/** Takes a picture that the learner pastes or drops anywhere on the page, at the player's time. */
export function usePastedStill(player: Player | null, { onStill, onTrouble }: Handlers) {
  const take = (files: readonly File[]): boolean => {
    const [picture] = sortFiles(files).pictures;
    if (!picture) return false;
    toStill(picture, player?.time() ?? 0).then(onStill, (error: unknown) =>
      onTrouble(error instanceof FrameTrouble ? error : new FrameTrouble("invalid_image")),
    );
    return true;
  };
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (latest.current([...(event.clipboardData?.files ?? [])])) event.preventDefault();
    };
    addEventListener("paste", paste);
    return () => removeEventListener("paste", paste);
  }, []);
  useDroppedFiles(take);
}
