import { useQuery } from "@tanstack/react-query";
import { dictionariesQuery } from "#web/api/dictionaries.ts";
import { statusQuery } from "#web/api/status.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Panel } from "#web/features/settings/panel.tsx";
import styles from "./about-tab.module.css";

/** The data whose licences ask to be named. */
function Credits() {
  const t = useSettingsStrings().about;
  const { data } = useQuery(dictionariesQuery);
  if (!data) return null;
  return (
    <div>
      <dt>{t.dictionaries}</dt>
      <dd>
        {data.credits.map(({ name, licence, source }) => (
          <div key={name}>{[name, licence, source].filter(Boolean).join(" · ")}</div>
        ))}
      </dd>
    </div>
  );
}

/** The version, the data folder, the licences and the keyboard shortcuts. */
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
          <Credits />
          <div>
            <dt>{t.keys}</dt>
            <dd>{t.keysText("?")}</dd>
          </div>
        </dl>
      </Panel>
    </>
  );
}
