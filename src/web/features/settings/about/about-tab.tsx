import { useQuery } from "@tanstack/react-query";
import { statusQuery } from "#web/api/status.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Panel } from "#web/features/settings/panel.tsx";
import styles from "./about-tab.module.css";

/** The version, the data folder, and what leaves the computer. */
export function AboutTab() {
  const t = useSettingsStrings().about;
  const { data: status } = useQuery(statusQuery);

  return (
    <>
      <Panel title={t.title}>
        <dl className={styles.facts}>
          <div>
            <dt>{t.version}</dt>
            <dd>{status?.version}</dd>
          </div>
          <div>
            <dt>
              {t.dataFolder} <small>{t.dataFolderHint}</small>
            </dt>
            <dd>{status && <code>{status.dataDir}</code>}</dd>
          </div>
          <div>
            <dt>{t.licence}</dt>
            <dd>{t.licenceText}</dd>
          </div>
          <div>
            <dt>{t.keys}</dt>
            <dd>{t.keysText("?")}</dd>
          </div>
        </dl>
      </Panel>
    </>
  );
}
