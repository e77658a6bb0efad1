import { Link } from "wouter";
import type { StoredVideo } from "#shared/video/storage.ts";
import { isNotThere } from "#web/api/change-conversation.ts";
import { useDeleteVideo, useRestoreVideo } from "#web/api/videos.ts";
import { Item } from "#web/features/settings/item-list.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";

/** One video: what it takes on the disk, and a button that deletes it. */
export function StoredVideoRow({ video: { key, title, kind, moments, bytes } }: { video: StoredVideo }) {
  const t = useSettingsStrings().video.storage;
  const { shell } = useTranslate();
  const format = useFormat();
  const remove = useDeleteVideo();
  const restore = useRestoreVideo();
  const name = title || (kind === "youtube" ? t.untitled(key.slice("yt-".length)) : t.file);
  // `mutate` callbacks would not run, because the row is gone by then
  const undo = () =>
    void restore
      .mutateAsync(key)
      .catch((error: unknown) => showToast({ text: isNotThere(error) ? t.deletedForGood(name) : shell.failed }));
  const onDelete = () =>
    void remove.mutateAsync(key).then(
      () => showToast({ text: t.deleted(name), action: { label: shell.undo, run: undo } }),
      () => showToast({ text: shell.failed }),
    );
  return (
    <Item>
      <span>
        <Link href={`/video/${key}`}>
          <b>{name}</b>
        </Link>
        <small>{[kind === "youtube" ? "YouTube" : t.file, t.moments(moments), format.bytes(bytes)].join(" · ")}</small>
      </span>
      <Button aria-label={shell.delete(name)} isPending={remove.isPending} onClick={onDelete}>
        {t.delete}
      </Button>
    </Item>
  );
}
