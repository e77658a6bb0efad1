import { useState } from "react";
import type { ModelInfo } from "#shared/model-info.ts";
import type { ProviderType } from "#shared/providers.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { findModel } from "#shared/canonical-name.ts";
import { modelLine } from "#web/models/model-facts.ts";
import { type KnownModels, providerHelp } from "#web/features/settings/connection/provider-help.ts";
import { useFormat } from "#web/i18n/format.ts";
import { Select } from "#web/ui/field.tsx";
import { TypedModel } from "./typed-model.tsx";

type Props = {
  id: string;
  provider: ProviderType;
  known: KnownModels;
  value: string;
  /** The meaning of an empty name, if that is a choice of its own. */
  emptyLabel?: string;
  onChoose: (name: string) => void;
};

// no model has this name, because names have no spaces
const other = " other ";

/** Chooses a model from the list; if the list may be incomplete, also by a typed name. */
export function ModelField({ id, provider, known, value, emptyLabel, onChoose }: Props) {
  const { models: words } = useSettingsStrings();
  const toLine = useLine();
  const [isTyping, setIsTyping] = useState(false);
  const { models } = known;
  const { listIsComplete } = providerHelp[provider];
  const listed = findModel(models, value);
  const canSayMissing = known.from === "server" || known.from === "offline";

  if (!listIsComplete && (isTyping || models.length === 0)) {
    return (
      <TypedModel
        id={id}
        value={value}
        placeholder={emptyLabel ?? words.typed}
        onChoose={onChoose}
        onList={models.length > 0 ? () => setIsTyping(false) : undefined}
      />
    );
  }
  const choose = (name: string) => (name === other ? setIsTyping(true) : onChoose(name));
  return (
    <Select
      id={id}
      value={listed?.id ?? value}
      onChange={(event) => choose(event.target.value)}
      aria-describedby={`${id}-hint`}
    >
      {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
      {emptyLabel === undefined && value === "" && (
        <option value="" disabled>
          {words.none}
        </option>
      )}
      {value !== "" && !listed && (
        <option value={value}>{canSayMissing && models.length > 0 ? words.notListed(value) : value}</option>
      )}
      {models
        // a retired model is not offered, but shown to a learner who has chosen it
        .filter((model) => model.lifecycle !== "retired" || model === listed)
        .map((model) => (
          <option key={model.id} value={model.id}>
            {toLine(model)}
          </option>
        ))}
      {!listIsComplete && <option value={other}>{words.other}</option>}
    </Select>
  );
}

function useLine(): (model: ModelInfo) => string {
  const { models: t } = useSettingsStrings();
  const words = { t: useModelsStrings(), format: useFormat() };
  return (model) => {
    const { lifecycle, retiresAt } = model;
    const end = lifecycle === "retired" ? t.isRetired : lifecycle === "deprecated" && retiresAt;
    const note = end && end !== t.isRetired ? t.retiresOn(words.format.day(end)) : end;
    return [modelLine(model, words), note].filter(Boolean).join(" · ");
  };
}
