import { useQuery } from "@tanstack/react-query";
import { providerDescriptors } from "#shared/providers.ts";
import { hostOf, llmSettingsQuery } from "#web/api/llm-settings.ts";
import { statusQuery } from "#web/api/status.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Panel } from "./panel.tsx";

/** What this is, where its data lies, and what leaves the computer. */
export function AboutTab() {
  const t = useTranslate().settings.about;
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
  const t = useTranslate().settings.about;
  const { data: settings } = useQuery(llmSettingsQuery);
  const host =
    settings &&
    hostOf(settings.providers[settings.provider].baseUrl || providerDescriptors[settings.provider].defaultUrl);
  const isHere = host !== undefined && /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/.test(host);

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
            <td>{isDemo ? t.nowhere : host && (isHere ? t.onThisComputer(host) : t.elsewhere(host))}</td>
          </tr>
          <tr>
            <th scope="row">{t.titles}</th>
            <td>{isDemo ? t.nowhere : t.asChat}</td>
          </tr>
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
