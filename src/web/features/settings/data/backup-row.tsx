import { useState } from "react";
import type { Backup } from "#shared/data.ts";
import { restoreBackup, useRemoveBackup } from "#web/api/data.ts";
import { Item } from "#web/features/settings/item-list.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { Confirm } from "./confirm.tsx";
import { useReplace } from "./use-replace.ts";

/** A backup, with what can be done with it. Both ask first: one replaces everything, the other cannot be undone. */
export function BackupRow({ backup: { id, kind, at, bytes, hasPictures } }: { backup: Backup }) {
  const t = useSettingsStrings().data;
  const format = useFormat();
  const language = useInterfaceLanguage();
  const [asks, setAsks] = useState<"restore" | "delete" | null>(null);
  const restore = useReplace(restoreBackup);
  const remove = useRemoveBackup();
  const date = new Date(at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <Item>
      <span>
        <b>{date}</b>
        <small>{[t.kinds[kind], format.bytes(bytes)].join(" · ")}</small>
      </span>
      <span>
        <Button aria-label={`${t.restore}: ${date}`} onClick={() => setAsks("restore")}>
          {t.restore}
        </Button>{" "}
        <Button aria-label={`${t.delete}: ${date}`} onClick={() => setAsks("delete")}>
          {t.delete}
        </Button>
      </span>
      {asks === "restore" && (
        <Confirm
          title={t.restoreTitle(date)}
          action={t.restore}
          change={restore}
          onConfirm={() => restore.mutate(id)}
          onClose={() => setAsks(null)}
        >
          <p>{t.replaceHint}</p>
          {!hasPictures && <p>{t.picturesStay}</p>}
        </Confirm>
      )}
      {asks === "delete" && (
        <Confirm
          title={t.deleteBackupTitle(date)}
          action={t.delete}
          kind="danger"
          change={remove}
          onConfirm={() => remove.mutate(id)}
          onClose={() => setAsks(null)}
        >
          <p>{t.deleteBackupHint}</p>
        </Confirm>
      )}
    </Item>
  );
}
