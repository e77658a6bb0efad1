import { useEffect, useRef } from "react";
import type { Player } from "#web/features/video/player/player.ts";
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
export function usePastedStill(player: Player | null, handlers: Handlers) {
  const latest = useRef({ player, ...handlers });
  useEffect(() => {
    latest.current = { player, ...handlers };
  });
  useEffect(() => {
    const take = (event: ClipboardEvent | DragEvent, data: DataTransfer | null) => {
      const file = [...(data?.files ?? [])].find(({ type }) => type.startsWith("image/"));
      if (!file) return;
      event.preventDefault();
      const { player: at, onStill, onTrouble } = latest.current;
      toStill(file, at?.time() ?? 0).then(onStill, (error: unknown) =>
        onTrouble(error instanceof FrameTrouble ? error : new FrameTrouble("invalid_image")),
      );
    };
    const paste = (event: ClipboardEvent) => take(event, event.clipboardData);
    const drop = (event: DragEvent) => take(event, event.dataTransfer);
    addEventListener("paste", paste);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("paste", paste);
      removeEventListener("drop", drop);
    };
  }, []);
}
