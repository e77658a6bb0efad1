import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { isSameModel } from "#shared/canonical-name.ts";
import type { ApiError } from "#shared/errors.ts";
import { isServerProvider, providerDescriptors, providers, type ProviderType } from "#shared/providers.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import type { Responders } from "#shared/llm-settings.ts";
import { toApiError } from "#web/api/client.ts";
import { llmSettingsQuery, modelListQuery, useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { modelTraits } from "#web/models/model-facts.ts";
import { Button } from "#web/ui/button.tsx";
import { Menu, MenuGroup, MenuItem } from "#web/ui/menu.tsx";
import styles from "./model-menu.module.css";

/** The most models offered per provider. A hosted provider has hundreds, and Settings lists them all. */
const most = 12;

type Choose = (provider: ProviderType, model: string, allowRemote?: boolean) => void;
type Props = { onClose: () => void };

/** The models of every provider that is set up. A press sends the next message to that model. */
export function ModelMenu({ onClose }: Props) {
  const t = useAnsweringStrings().menu;
  const strings = useTranslate();
  const errorText = useErrorText();
  const { data: settings } = useQuery({ ...llmSettingsQuery, refetchOnMount: "always" });
  const update = useUpdateLLMSettings();
  const refusal = update.error && toApiError(update.error);
  const asked = update.variables;
  const mustAgree = refusal?.code === "consent_needed" ? asked?.chatModel : undefined;
  const choose: Choose = (provider, model, allowRemote) => {
    const chat = settings?.responders.chat;
    // a server that was found may have another address than the stored one
    const isFound = settings?.chosen === false && chat?.provider === provider && isServerProvider(provider);
    const address = isFound ? { baseUrl: chat.baseUrl } : {};
    const choice = { provider, chatModel: model, ...address, ...(allowRemote && { allowRemote }) };
    update.mutate(choice, { onSuccess: onClose });
  };

  return (
    <Menu
      title={t.title}
      closeLabel={strings.shell.close}
      onClose={onClose}
      foot={
        <>
          <small>{t.fromNow}</small>
          <Link href="/settings/models">{strings.chat.modelSettings}</Link>
        </>
      }
    >
      {settings &&
        setUpProviders(settings.responders).map((provider) => (
          <Models
            key={provider}
            provider={provider}
            current={provider === settings.responders.chat.provider ? settings.responders.chat.model : null}
            remembered={settings.providers[provider].chatModel}
            mayAsk={settings.chosen || mayAskUnchosen(provider)}
            mustAgree={asked?.provider === provider ? mustAgree : undefined}
            onChoose={choose}
          />
        ))}
      {refusal && !mustAgree && <p role="alert">{errorText(refusal)}</p>}
    </Menu>
  );
}

/** The provider that answers now, then the others that need no more setup. */
const setUpProviders = ({ chat, fallbacks }: Responders): ProviderType[] => [
  chat.provider,
  ...providers.filter((type) => fallbacks.some(({ provider, isSetUp }) => provider === type && isSetUp)),
];

/** A company's API is contacted, with the key, only after the learner has chosen a model. Until then its usual models are listed. */
const mayAskUnchosen = (provider: ProviderType) => providerDescriptors[provider].isProbed;

type ModelsProps = {
  provider: ProviderType;
  /** The model that answers now, if it belongs to this provider. */
  current: string | null;
  remembered: string;
  /** Its server may be asked for its models. */
  mayAsk: boolean;
  /** The pressed model, if it runs in the cloud and needs consent. */
  mustAgree: string | undefined;
  onChoose: Choose;
};

function Models({ provider, current, remembered, mayAsk, mustAgree, onChoose }: ModelsProps) {
  const t = useAnsweringStrings().menu;
  const errorText = useErrorText();
  const { data, isLoading } = useQuery({ ...modelListQuery(provider), enabled: mayAsk });
  const [isWhole, setIsWhole] = useState(false);
  const { label, suggestedModels } = providerDescriptors[provider];
  const usual = suggestedModels.map((id) => ({ id }));
  const models = withModel(mayAsk ? (data?.models ?? []) : usual, current ?? remembered);
  const shown = isWhole ? models : models.slice(0, most);

  return (
    <MenuGroup label={label}>
      {data?.error && <p>{isAway(data.error) ? t.noAnswer(label) : errorText({ ...data.error, host: label })}</p>}
      <ul>
        {shown.map((model) => (
          <li key={model.id}>
            <Choice
              model={model}
              isCurrent={current !== null && isSameModel(model.id, current)}
              onChoose={() => onChoose(provider, model.id)}
            />
            {model.id === mustAgree && (
              <div role="alert" className={styles.consent}>
                <p>{t.consent(model.id)}</p>
                <Button onClick={() => onChoose(provider, model.id, true)}>{t.agree}</Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {isLoading && <p>{t.asking}</p>}
      {!isLoading && models.length === 0 && <p>{t.none}</p>}
      {shown.length < models.length && (
        <Button kind="link" onClick={() => setIsWhole(true)}>
          {t.showAll(models.length - shown.length)}
        </Button>
      )}
    </MenuGroup>
  );
}

const isAway = ({ code }: ApiError) => code === "connect" || code === "dns" || code === "timeout";

/** Puts the chosen model among the first, even if the list is missing it, or is long. */
function withModel(models: readonly ModelInfo[], name: string): ModelInfo[] {
  const index = models.findIndex(({ id }) => isSameModel(id, name));
  if (index >= 0 && index < most) return [...models];
  const chosen = models[index] ?? { id: name };
  return name === "" ? [...models] : [chosen, ...models.filter((model) => model !== chosen)];
}

type ChoiceProps = { model: ModelInfo; isCurrent: boolean; onChoose: () => void };

function Choice({ model, isCurrent, onChoose }: ChoiceProps) {
  const words = { t: useModelsStrings(), format: useFormat() };
  const traits = modelTraits(model, words);
  return <MenuItem label={model.label ?? model.id} detail={traits} isCurrent={isCurrent} onChoose={onChoose} />;
}
