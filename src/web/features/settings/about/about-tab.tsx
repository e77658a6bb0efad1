import { useQuery } from "@tanstack/react-query";
import type { Responder } from "#shared/responder.ts";
import { llmSettingsQuery } from "#web/api/llm-settings.ts";
import { statusQuery } from "#web/api/status.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { Hint } from "#web/ui/hint.tsx";
import styles from "./about-tab.module.css";

/** What this is, where its data lies, and what leaves the computer. */
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
      <LeavingPanel isDemo={status?.demo ?? false} />
    </>
  );
}

function LeavingPanel({ isDemo }: { isDemo: boolean }) {
  const t = useSettingsStrings().about;
  const { data: settings } = useQuery(llmSettingsQuery);
  const { chat, title, fallbacks = [] } = settings?.responders ?? {};
  const asked = fallbacks.filter(({ isAsked }) => isAsked);

  return (
    <Panel title={t.leaves}>
      <table className={styles.leaves}>
        <thead>
          <tr>
            <th scope="col">{t.what}</th>
            <th scope="col">{t.where}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t.messages}</th>
            <td>{isDemo ? t.nowhere : chat && destination(chat, t)}</td>
          </tr>
          <tr>
            <th scope="row">{t.titles}</th>
            <td>{isDemo ? t.nowhere : title && destination(title, t)}</td>
          </tr>
          {!isDemo && asked.length > 0 && (
            <tr>
              <th scope="row">{t.instead}</th>
              <td>{asked.map((each) => destination(each, t)).join(" · ")}</td>
            </tr>
          )}
          {!isDemo && chat?.provider === "ollama" && (
            <tr>
              <th scope="row">{t.downloads}</th>
              <td>{t.byOllama}</td>
            </tr>
          )}
          <tr>
            <th scope="row">{t.cards}</th>
            <td>{t.nowhere}</td>
          </tr>
          <tr>
            <th scope="row">{t.others}</th>
            <td>{t.nowhere}</td>
          </tr>
        </tbody>
      </table>
      <PanelText>
        <Hint>{isDemo ? t.demo : t.cloudModels}</Hint>
      </PanelText>
    </Panel>
  );
}

/** Where a responder sends what it is asked. */
function destination({ host, goesTo, relayed }: Responder, t: SettingsStrings["about"]): string {
  if (relayed) return t.throughCloud(host);
  return goesTo === "computer" ? t.onThisComputer(host) : t.elsewhere(host);
}
