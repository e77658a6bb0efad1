import { useId, useState } from "react";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Confirm } from "./confirm.tsx";
import { deleteAll } from "./delete-all.ts";
import styles from "./data.module.css";
import { useReplace } from "./use-replace.ts";

/** Deletes everything, after the learner has typed a word. */
export function DeletePanel() {
  const t = useSettingsStrings().data;
  const id = useId();
  const [isAsking, setIsAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const [backups, setBackups] = useState(false);
  const erase = useReplace(deleteAll);
  const isReady = typed.normalize("NFKC").trim().toLowerCase() === t.deleteWord.toLowerCase();
  return (
    <Panel title={t.deleteAll}>
      <PanelText>
        <div className={styles.stack}>
          <p>{t.deleteAllHint}</p>
          <Button kind="danger" onClick={() => setIsAsking(true)}>
            {t.deleteAll}
          </Button>
        </div>
      </PanelText>
      {isAsking && (
        <Confirm
          title={t.deleteAll}
          action={t.deleteAll}
          kind="danger"
          isReady={isReady}
          change={erase}
          onConfirm={() => erase.mutate(backups)}
          onClose={() => setIsAsking(false)}
        >
          <p>{backups ? t.deleteForGood : t.deleteKeepsBackup}</p>
          <p>
            <label>
              <input type="checkbox" checked={backups} onChange={({ target }) => setBackups(target.checked)} />{" "}
              {t.deleteBackupsToo}
            </label>
          </p>
          <p>
            <label htmlFor={id}>{t.typeToConfirm(t.deleteWord)}</label>
            <br />
            <input id={id} value={typed} autoComplete="off" onChange={({ target }) => setTyped(target.value)} />
          </p>
        </Confirm>
      )}
    </Panel>
  );
}
