import { useQuery } from "@tanstack/react-query";
import { type LLMSettings, providerDescriptors } from "#shared/providers.ts";
import { isThisComputer } from "#shared/local-hosts.ts";
import { hostOf } from "#web/api/host-of.ts";
import { isServerProvider, llmSettingsQuery, serverStatusQuery } from "#web/api/llm-settings.ts";
import { statusQuery } from "#web/api/status.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { findModel } from "#web/models/find-model.ts";
import { listFallbacks, placeOf } from "#web/features/settings/models/fallbacks.ts";
import { Panel } from "#web/features/settings/panel.tsx";
import "./about-tab.css";

/** What this is, where its data lies, and what leaves the computer. */
export function AboutTab() {
  const t = useSettingsStrings().about;
  const { data: status } = useQuery(statusQuery);

  return (
    <>
      <Panel title={t.title}>
        <dl className="facts">
          <div className="field">
            <dt>{t.version}</dt>
            <dd>{status?.version}</dd>
          </div>
          <div className="field">
            <dt>
              {t.dataFolder} <small>{t.dataFolderHint}</small>
            </dt>
            <dd>{status && <code>{status.dataDir}</code>}</dd>
          </div>
          <div className="field">
            <dt>{t.licence}</dt>
            <dd>{t.licenceText}</dd>
          </div>
          <div className="field">
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
  const { chatModel = "", titleModel = "" } = settings?.providers[settings.provider] ?? {};
  const fallbacks = settings ? listFallbacks(settings) : [];
  const goal = (model: string) => settings && <Goal settings={settings} model={model} />;

  return (
    <Panel title={t.leaves}>
      <table className="leaves">
        <thead>
          <tr>
            <th scope="col">{t.what}</th>
            <th scope="col">{t.where}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t.messages}</th>
            <td>{isDemo ? t.nowhere : goal(chatModel)}</td>
          </tr>
          <tr>
            <th scope="row">{t.titles}</th>
            <td>{isDemo ? t.nowhere : goal(titleModel || chatModel)}</td>
          </tr>
          {!isDemo && settings && fallbacks.length > 0 && (
            <tr>
              <th scope="row">{t.instead}</th>
              <td>{fallbacks.map((type) => placeOf(settings, type)).join(" · ")}</td>
            </tr>
          )}
          {!isDemo && settings?.provider === "ollama" && (
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
      <p className="field-text quiet">{isDemo ? t.demo : t.cloudModels}</p>
    </Panel>
  );
}

/** Where a model gets what it is asked. */
function Goal({ settings, model }: { settings: LLMSettings; model: string }) {
  const t = useSettingsStrings().about;
  const { provider } = settings;
  const { baseUrl } = settings.providers[provider];
  const url = baseUrl || providerDescriptors[provider].defaultUrl;
  // only the server knows which of its models run elsewhere
  const { data: status } = useQuery({
    ...serverStatusQuery(isServerProvider(provider) ? provider : "ollama", url),
    enabled: isServerProvider(provider),
  });
  const host = hostOf(url);
  if (findModel(status?.details ?? [], model)?.remote) return t.throughCloud(host);
  return isThisComputer(host) ? t.onThisComputer(host) : t.elsewhere(host);
}
