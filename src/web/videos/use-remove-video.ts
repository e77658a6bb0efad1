import type { VideoKey } from "#shared/video/video.ts";
import { isNotThere } from "#web/api/change-conversation.ts";
import { useDeleteVideo, useRestoreVideo } from "#web/api/videos.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { showToast } from "#web/ui/toast.tsx";
import { forgetHandle } from "./file-handles.ts";

/** Messages to the learner, with the name of the video. */
export type RemovalWords = { removed: (name: string) => string; deletedForGood: (name: string) => string };

/** Deletes a video and offers to undo it. */
export function useRemoveVideo(t: RemovalWords): (key: VideoKey, name: string) => Promise<void> {
  const { shell } = useTranslate();
  const remove = useDeleteVideo();
  const restore = useRestoreVideo();
  return async (key, name) => {
    // `mutate` callbacks would not run, because the row is gone by then
    const undo = () =>
      void restore
        .mutateAsync(key)
        .catch((error: unknown) => showToast({ text: isNotThere(error) ? t.deletedForGood(name) : shell.failed }));
    try {
      await remove.mutateAsync(key);
    } catch {
      return showToast({ text: shell.failed });
    }
    void forgetHandle(key); // after Undo, the file is asked for by its name
    showToast({ text: t.removed(name), action: { label: shell.undo, run: undo } });
  };
}
