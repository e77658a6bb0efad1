import { useState } from "react";
import type { ModelInfo, ProviderSettings } from "#shared/providers.ts";
import type { ServerProvider } from "#shared/providers.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { findModel } from "#web/models/find-model.ts";
import { ModelRow } from "./model-row.tsx";
import { Panel } from "#web/features/settings/panel.tsx";
import type { KnownModels } from "#web/features/settings/connection/provider-help.ts";
import { SaveFailure, SaveNote } from "#web/features/settings/save-note.tsx";
import { useChooseModel } from "./use-choose-model.tsx";
import "./model-list.css";

type Props = { provider: ServerProvider; settings: ProviderSettings; known: KnownModels };

const fewEnough = 8;

/** What the server has, as it describes it; one press takes another model. */
export function ServerModels({ provider, settings, known }: Props) {
  const t = useSettingsStrings().server;
  const { choose, save, consent } = useChooseModel(provider, known);
  const [query, setQuery] = useState("");
  const { models } = known;
  if (models.length === 0 || known.from !== "server") return null;

  const chat = findModel(models, settings.chatModel);
  const title = findModel(models, settings.titleModel);
  const toRow = (model: ModelInfo) => (
    <ModelRow
      key={model.id}
      provider={provider}
      known={known}
      model={model}
      use={model === chat ? "chat" : model === title ? "title" : null}
      onUse={() => choose({ chatModel: model.id })}
      onKeep={() => choose(model === chat ? { chatModel: settings.chatModel } : { titleModel: settings.titleModel })}
    />
  );
  const wanted = query.trim().toLowerCase();
  const found = models.filter(({ id, label = "" }) => `${id} ${label}`.toLowerCase().includes(wanted));
  // what is in use or in memory is seen without a press, wherever it stands
  const isFirst = (model: ModelInfo, index: number) =>
    wanted !== "" || index < fewEnough || model === chat || model === title || model.loaded;
  const rest = found.filter((model, index) => !isFirst(model, index));

  return (
    <Panel title={t.title} aside={<SaveNote save={save} />}>
      <SaveFailure save={save} />
      {models.length > fewEnough && (
        <div className="model-search">
          <input
            type="search"
            aria-label={t.search}
            placeholder={t.search}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          <output className="quiet">{t.count(found.length, models.length)}</output>
        </div>
      )}
      <ul className="models">{found.filter(isFirst).map(toRow)}</ul>
      {found.length === 0 && <p className="field-text quiet">{t.noneFound(query.trim())}</p>}
      {rest.length > 0 && (
        <details>
          <summary>{t.showAll(rest.length)}</summary>
          <ul className="models">{rest.map(toRow)}</ul>
        </details>
      )}
      {consent}
    </Panel>
  );
}
