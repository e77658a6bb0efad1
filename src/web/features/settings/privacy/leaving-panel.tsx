import { useQuery } from "@tanstack/react-query";
import { providerDescriptors } from "#shared/providers.ts";
import { llmSettingsQuery } from "#web/api/llm-settings.ts";
import type { Settings } from "#shared/settings.ts";
import { useSettings } from "#web/api/settings.ts";
import { statusQuery } from "#web/api/status.ts";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Hint } from "#web/ui/hint.tsx";
import { destination } from "./destination.ts";
import styles from "./privacy-tab.module.css";

const player = "www.youtube-nocookie.com";
/** The hosts that are contacted for videos of YouTube. Null: none. */
const youtubeHosts: Record<Settings["youtube"], string | null> = {
  ask: null,
  off: null,
  player,
  tools: `${player} · www.youtube.com · googlevideo.com`,
};

/** What leaves this computer with the current settings. */
export function LeavingPanel() {
  const t = useSettingsStrings().privacy;
  const { data: settings } = useQuery(llmSettingsQuery);
  const { data: status } = useQuery(statusQuery);
  const { youtube } = useSettings();
  const isDemo = status?.demo ?? false;
  const { chat, title, fallbacks = [] } = settings?.responders ?? {};
  const asked = fallbacks.filter(({ isAsked }) => isAsked);

  return (
    <Panel title={t.leaves}>
      <table className={styles.table}>
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
          {!isDemo && chat && providerDescriptors[chat.provider].keepsModels && (
            <tr>
              <th scope="row">{t.downloads}</th>
              <td>{t.byOllama}</td>
            </tr>
          )}
          <tr>
            <th scope="row">{t.cards}</th>
            <td>{t.nowhere}</td>
          </tr>
          {youtubeHosts[youtube] && (
            <tr>
              <th scope="row">{t.youtube}</th>
              <td>{t.elsewhere(youtubeHosts[youtube])}</td>
            </tr>
          )}
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
