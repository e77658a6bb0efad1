import type { Moment } from "#shared/video/moment.ts";
import { useDeleteMoment, useRestoreMoment } from "#web/api/moments.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { showToast } from "#web/ui/toast.tsx";

/** Deletes a moment and offers to undo it. */
export function useRemove(): (moment: Moment) => void {
  const t = useVideoStrings().moments;
  const { shell } = useTranslate();
  const { clock } = useFormat();
  const { key } = useVideo().video;
  const remove = useDeleteMoment(key);
  const restore = useRestoreMoment(key);
  return ({ id, at }) => {
    const undo = () => void restore.mutateAsync(id).catch(() => showToast({ text: t.deletedForGood }));
    // `mutate` callbacks would not run, because the row is gone by then
    remove.mutateAsync(id).then(
      () => showToast({ text: t.removed(clock(at)), action: { label: shell.undo, run: undo } }),
      () => showToast({ text: t.notSaved }),
    );
  };
}
