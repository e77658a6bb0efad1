import { useQuery } from "@tanstack/react-query";
import { dataQuery, useBackUp } from "#web/api/data.ts";
import { settingsQuery, useUpdateSettings } from "#web/api/settings.ts";
import { ItemList } from "#web/features/settings/item-list.tsx";
import { Panel, PanelMore, PanelText } from "#web/features/settings/panel.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./data.module.css";
import { BackupRow } from "./backup-row.tsx";
import { FailureText } from "./failure-text.tsx";

const shownFirst = 5;

/** Copies on this computer, made each day and before everything is replaced. */
export function BackupsPanel() {
  const { errors } = useTranslate();
  const t = useSettingsStrings().data;
  const { bytes } = useFormat();
  const { data } = useQuery(dataQuery);
  const { data: settings } = useQuery(settingsQuery);
  const update = useUpdateSettings();
  const backUp = useBackUp();
  const backups = data?.backups ?? [];
  const rest = backups.slice(shownFirst);
  const rows = (part: typeof backups) => (
    <ItemList>
      {part.map((backup) => (
        <BackupRow key={backup.id} backup={backup} />
      ))}
    </ItemList>
  );
  return (
    <Panel title={t.backups}>
      <PanelText>
        <div className={styles.stack}>
          <p>{t.backupsHint}</p>
          {data && data.bytes.backups > 0 && <Hint>{t.backupsTake(bytes(data.bytes.backups))}</Hint>}
          {settings && (
            <label>
              <input
                type="checkbox"
                checked={settings.automaticBackups}
                onChange={({ target }) => update.mutate({ automaticBackups: target.checked })}
              />{" "}
              {t.eachDay}
            </label>
          )}
          {data?.failure && (
            <Note kind="warning">
              <p>
                {t.lastFailed} {errors[data.failure]()}
              </p>
            </Note>
          )}
          <Button isPending={backUp.isPending} onClick={() => backUp.mutate(undefined)}>
            {t.backUpNow}
          </Button>
          <FailureText error={backUp.error ?? update.error} />
        </div>
      </PanelText>
      {rows(backups.slice(0, shownFirst))}
      {rest.length > 0 && <PanelMore label={t.more(rest.length)}>{rows(rest)}</PanelMore>}
    </Panel>
  );
}
