import { useEffect, useRef, useState } from "react";
import { type ModelInfo, type ProviderType, usualContextTokens } from "#shared/providers.ts";
import { useQuery } from "@tanstack/react-query";
import { llmSettingsQuery } from "#web/api/llm-settings.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { formatTime } from "#web/models/format-time.ts";
import { modelFacts, modelTags } from "#web/models/model-facts.ts";
import { fitOf, fitWords } from "#web/models/model-fit.ts";
import { useNow } from "#web/ui/use-now.ts";
import { ContextField } from "./context-field.tsx";
import { findModelSettings } from "./find-model-settings.ts";
import { memoryHere } from "./memory-here.ts";
import { ModelActions } from "./model-actions.tsx";
import type { KnownModels } from "./provider-help.ts";
import { KeepAliveField } from "./keep-alive-field.tsx";
import { DeletedRow } from "./deleted-row.tsx";

type Props = {
  provider: ProviderType;
  known: KnownModels;
  model: ModelInfo;
  use: "chat" | "title" | null;
  onUse: () => void;
  /** It has become another model under its name, and is used all the same. */
  onKeep: () => void;
};

/** One model of a server: what it is, whether it is in memory, and what can be done with it. */
export function ModelRow({ provider, known, model, use, onUse, onKeep }: Props) {
  const { server: t } = useSettingsStrings();
  const { data: settings } = useQuery(llmSettingsQuery);
  const set = findModelSettings(settings, provider, model.id);
  const hasChanged = use !== null && !!set?.digest && !!model.digest && set.digest !== model.digest;
  const [isOpen, setIsOpen] = useState(false);
  const [isDeleted, setIsDeleted] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const wasPressed = useRef(false);
  // the button that was pressed, Use or Undo, has gone
  useEffect(() => {
    if (document.activeElement === document.body && wasPressed.current) more.current?.focus();
    wasPressed.current = false;
  }, [use, isDeleted]);
  const press = (act: () => void) => {
    wasPressed.current = true;
    act();
  };
  const id = `model-${model.id}`;
  if (isDeleted) return <DeletedRow model={model.id} onUndo={() => press(() => setIsDeleted(false))} />;

  return (
    <li className="model">
      <ModelFacts provider={provider} model={model} />
      <div className="model-actions">
        {use === "chat" ? (
          <span className="tag good">{t.inUse}</span>
        ) : (
          <>
            {use === "title" && <span className="tag good">{t.forTitles}</span>}
            <button type="button" className="button" aria-label={t.useModel(model.id)} onClick={() => press(onUse)}>
              {t.use}
            </button>
          </>
        )}
        {provider === "ollama" && (
          <button
            ref={more}
            type="button"
            className="button"
            aria-label={t.moreOf(model.id)}
            aria-expanded={isOpen}
            aria-controls={`${id}-more`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {t.more}
          </button>
        )}
      </div>
      {hasChanged && (
        <div className="notice caution">
          <p>
            <b>{t.changed}</b> {t.changedWhy}
          </p>
          <button type="button" className="button" onClick={onKeep}>
            {t.changedOk}
          </button>
        </div>
      )}
      {isOpen && (
        <div className="model-more" id={`${id}-more`}>
          {/* that of the model in use stands above */}
          {use !== "chat" && <ContextField provider={provider} known={known} model={model.id} id={`${id}-context`} />}
          {!model.remote && <KeepAliveField model={model.id} id={`${id}-keep`} />}
          <ModelActions
            model={model}
            isInUse={use !== null}
            isAllowed={set?.allowRemote ?? false}
            onDelete={() => setIsDeleted(true)}
          />
        </div>
      )}
    </li>
  );
}

function ModelFacts({ provider, model }: { provider: ProviderType; model: ModelInfo }) {
  const { server: t } = useSettingsStrings();
  const words = { t: useModelsStrings(), language: useInterfaceLanguage() };
  const { data: settings } = useQuery(llmSettingsQuery);
  const memory = provider === "ollama" ? memoryHere(settings) : null;
  const set = findModelSettings(settings, provider, model.id);
  const facts = modelFacts(model, words, set?.contextTokens ?? usualContextTokens[provider]);
  const fit = memory !== null && model.sizeBytes && !model.remote ? fitOf(model.sizeBytes, memory) : null;

  return (
    <div>
      <b>{model.label ?? model.id}</b>
      {modelTags(model, words).map(({ text, tone }) => (
        <span key={text} className={`tag ${tone}`}>
          {text}
        </span>
      ))}
      {fit && fit !== "fits" && <span className="tag caution">{fitWords(words.t)[fit]}</span>}
      <small>
        {[facts, fit === "fits" && fitWords(words.t).fits].filter(Boolean).join(" · ")}
        {model.loaded && model.memory && <Stay unloadsAt={model.memory.unloadsAt} />}
      </small>
      {model.remote && <small>{t.inCloudWhy}</small>}
    </div>
  );
}

/** How long it stays in memory, counted down. */
function Stay({ unloadsAt }: { unloadsAt: number | undefined }) {
  const { server: t } = useSettingsStrings();
  const language = useInterfaceLanguage();
  const now = useNow(unloadsAt !== undefined);
  if (unloadsAt === undefined) return <> · {t.stays}</>;
  const seconds = Math.max(0, (unloadsAt - now) / 1_000);
  return <> · {t.unloadsIn(formatTime(seconds, language))}</>;
}
