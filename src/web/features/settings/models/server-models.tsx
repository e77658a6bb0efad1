import { useState } from "react";
import type { ModelInfo } from "#shared/model-info.ts";
import type { ProviderSettings } from "#shared/llm-settings.ts";
import type { ServerProvider } from "#shared/providers.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { findModel } from "#shared/canonical-name.ts";
import { ModelRow } from "./model-row.tsx";
import { Panel, PanelMore, PanelText } from "#web/features/settings/panel.tsx";
import type { KnownModels } from "#web/features/settings/connection/provider-help.ts";
import { SaveFailure, SaveNote } from "#web/features/settings/save-note.tsx";
import { TextInput } from "#web/ui/field.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { ItemList } from "#web/features/settings/item-list.tsx";
import styles from "./server-models.module.css";
import { useChooseModel } from "./use-choose-model.tsx";

type Props = { provider: ServerProvider; settings: ProviderSettings; known: KnownModels };

const fewEnough = 8;

/** The server's models with their facts; one press chooses another model. */
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
  // models in use or in memory stay visible without a press
  const isFirst = (model: ModelInfo, index: number) =>
    wanted !== "" || index < fewEnough || model === chat || model === title || model.loaded;
  const rest = found.filter((model, index) => !isFirst(model, index));

  return (
    <Panel title={t.title} aside={<SaveNote save={save} />}>
      <SaveFailure save={save} className={styles.failure} />
      {models.length > fewEnough && (
        <div className={styles.search}>
          <TextInput
            type="search"
            aria-label={t.search}
            placeholder={t.search}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          <Hint as="output">{t.count(found.length, models.length)}</Hint>
        </div>
      )}
      <ItemList>{found.filter(isFirst).map(toRow)}</ItemList>
      {found.length === 0 && (
        <PanelText>
          <Hint>{t.noneFound(query.trim())}</Hint>
        </PanelText>
      )}
      {rest.length > 0 && (
        <PanelMore label={t.showAll(rest.length)}>
          <ItemList>{rest.map(toRow)}</ItemList>
        </PanelMore>
      )}
      {consent}
    </Panel>
  );
}
