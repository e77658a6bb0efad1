import type { ModelInfo, ProviderSettings } from "#shared/providers.ts";
import { type ServerProvider, useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { findModel } from "#web/models/find-model.ts";
import { modelFacts, modelTags } from "#web/models/model-facts.ts";
import { Panel } from "./panel.tsx";
import type { KnownModels } from "./provider-help.ts";
import { SaveFailure, SaveNote } from "./save-note.tsx";
import "./model-list.css";

type Props = { provider: ServerProvider; settings: ProviderSettings; known: KnownModels };

const fewEnough = 8;

/** What the server has, as it describes it; one press takes another model. */
export function ServerModels({ provider, settings, known }: Props) {
  const t = useSettingsStrings().server;
  const save = useUpdateLLMSettings();
  if (known.models.length === 0) return null;

  const inUse = findModel(known.models, settings.chatModel);
  const use = (chatModel: string) => save.mutate({ provider, chatModel });
  const toRow = (model: ModelInfo) => (
    <ModelRow key={model.id} model={model} isInUse={model === inUse} onUse={() => use(model.id)} />
  );
  const rest = known.models.slice(fewEnough);

  return (
    <Panel title={t.title} aside={<SaveNote save={save} />}>
      <SaveFailure save={save} />
      <ul className="models">{known.models.slice(0, fewEnough).map(toRow)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{t.showAll(rest.length)}</summary>
          <ul className="models">{rest.map(toRow)}</ul>
        </details>
      )}
    </Panel>
  );
}

function ModelRow({ model, isInUse, onUse }: { model: ModelInfo; isInUse: boolean; onUse: () => void }) {
  const t = useSettingsStrings();
  const language = useInterfaceLanguage();
  const words = { t: useModelsStrings(), language };
  const facts = modelFacts(model, words);
  return (
    <li className="model">
      <div>
        <b>{model.label ?? model.id}</b>
        {modelTags(model, words).map(({ text, tone }) => (
          <span key={text} className={`tag ${tone}`}>
            {text}
          </span>
        ))}
        {facts && <small>{facts}</small>}
        {model.remote && <small>{t.server.inCloudWhy}</small>}
      </div>
      {isInUse ? (
        <span className="tag good">{t.server.inUse}</span>
      ) : (
        <button type="button" className="button" aria-label={t.server.useModel(model.id)} onClick={onUse}>
          {t.server.use}
        </button>
      )}
    </li>
  );
}
