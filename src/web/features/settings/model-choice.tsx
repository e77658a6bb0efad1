import type { ReactNode } from "react";
import type { ProviderSettings, ProviderType } from "#shared/providers.ts";
import { useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { MissingModel } from "./missing-model.tsx";
import { ModelField } from "./model-field.tsx";
import { Panel } from "./panel.tsx";
import type { KnownModels } from "./provider-help.ts";
import { SettingField } from "./setting-field.tsx";

type Props = { provider: ProviderType; settings: ProviderSettings; known: KnownModels; children?: ReactNode };

/** Which model does what. `children`: what there is to say about the list itself. */
export function ModelChoice({ provider, settings, known, children }: Props) {
  const { models: t } = useSettingsStrings();
  const chat = useUpdateLLMSettings();
  const title = useUpdateLLMSettings();
  const chatModel = (chat.isPending ? chat.variables.chatModel : undefined) ?? settings.chatModel;
  const titleModel = (title.isPending ? title.variables.titleModel : undefined) ?? settings.titleModel;

  return (
    <Panel title={t.title}>
      <SettingField id="chat-model" label={t.chat} save={chat}>
        <ModelField
          id="chat-model"
          provider={provider}
          known={known}
          value={chatModel}
          onChoose={(name) => chat.mutate({ provider, chatModel: name })}
        />
        <MissingModel provider={provider} known={known} model={chatModel} fieldId="chat-model" />
      </SettingField>
      <SettingField id="title-model" label={t.titles} hint={t.titlesHint} save={title}>
        <ModelField
          id="title-model"
          provider={provider}
          known={known}
          value={titleModel}
          emptyLabel={t.sameAsChat}
          onChoose={(name) => title.mutate({ provider, titleModel: name })}
        />
        {titleModel !== chatModel && (
          <MissingModel provider={provider} known={known} model={titleModel} fieldId="title-model" />
        )}
      </SettingField>
      {children && <div className="field-text">{children}</div>}
    </Panel>
  );
}
