import { useState } from "react";
import type { ProviderType } from "#shared/providers.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { findModel } from "#web/models/find-model.ts";
import { modelLine } from "#web/models/model-facts.ts";
import { type KnownModels, providerHelp } from "./provider-help.ts";
import { TypedModel } from "./typed-model.tsx";

type Props = {
  id: string;
  provider: ProviderType;
  known: KnownModels;
  value: string;
  /** What no name means, where that is a choice of its own. */
  emptyLabel?: string;
  onChoose: (name: string) => void;
};

// no model is called so: names have no spaces
const other = " other ";

/** A model from the list; where the list may be incomplete, also by name. */
export function ModelField({ id, provider, known, value, emptyLabel, onChoose }: Props) {
  const t = useModelsStrings();
  const language = useInterfaceLanguage();
  const { models: words } = useSettingsStrings();
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
    <select
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
      {models.map((model) => (
        <option key={model.id} value={model.id}>
          {modelLine(model, { t, language })}
        </option>
      ))}
      {!listIsComplete && <option value={other}>{words.other}</option>}
    </select>
  );
}
