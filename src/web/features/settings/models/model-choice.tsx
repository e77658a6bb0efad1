import type { ReactNode } from "react";
import type { ProviderSettings } from "#shared/llm-settings.ts";
import type { ProviderType } from "#shared/providers.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { ContextField } from "./context-field.tsx";
import { LifecycleNotice } from "./lifecycle-notice.tsx";
import { MissingModel } from "./missing-model.tsx";
import { ModelField } from "./model-field.tsx";
import { ModelDoctor } from "./doctor/model-doctor.tsx";
import { ModelTest } from "./model-test.tsx";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import type { KnownModels } from "#web/features/settings/connection/provider-help.ts";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import { SmallWindowNote } from "./small-window-note.tsx";
import { useChooseModel, useNeedsConsent } from "./use-choose-model.tsx";

type Props = { provider: ProviderType; settings: ProviderSettings; known: KnownModels; children?: ReactNode };

/** Which model does what. `children`: notes about the list itself. */
export function ModelChoice({ provider, settings, known, children }: Props) {
  const { models: t, consent } = useSettingsStrings();
  const chat = useChooseModel(provider, known);
  const title = useChooseModel(provider, known);
  const needsConsent = useNeedsConsent(provider, known);
  const chatModel = pending(chat.save)?.chatModel ?? settings.chatModel;
  const titleModel = pending(title.save)?.titleModel ?? settings.titleModel;
  const about = { provider, known };

  return (
    <Panel title={t.title}>
      <SettingField id="chat-model" label={t.chat} save={chat.save}>
        <ModelField
          id="chat-model"
          {...about}
          value={chatModel}
          onChoose={(name) => chat.choose({ chatModel: name })}
        />
        <MissingModel {...about} model={chatModel} fieldId="chat-model" />
        <LifecycleNotice {...about} model={chatModel} />
        <SmallWindowNote {...about} model={chatModel} />
        {needsConsent(chatModel) && (
          <Note kind="warning">
            <p>{consent.missing(chatModel)}</p>
            <Button onClick={() => chat.choose({ chatModel })}>{consent.decide}</Button>
          </Note>
        )}
      </SettingField>
      <SettingField id="title-model" label={t.titles} hint={t.titlesHint[provider]} save={title.save}>
        <ModelField
          id="title-model"
          {...about}
          value={titleModel}
          emptyLabel={t.sameAsChat}
          onChoose={(name) => title.choose({ titleModel: name })}
        />
        {titleModel !== chatModel && (
          <>
            <MissingModel {...about} model={titleModel} fieldId="title-model" />
            <LifecycleNotice {...about} model={titleModel} />
          </>
        )}
      </SettingField>
      {chatModel && <ContextField {...about} model={chatModel} />}
      {children && <PanelText>{children}</PanelText>}
      {/* the key resets the test when the models change: results of other models do not apply */}
      {chatModel && (
        <ModelTest key={`${settings.baseUrl} ${settings.chatModel} ${settings.titleModel}`} provider={provider} />
      )}
      {chatModel && <ModelDoctor provider={provider} model={chatModel} />}
      {chat.consent ?? title.consent}
    </Panel>
  );
}

/** Shows a choice at once, before it is saved. */
const pending = ({ isPending, variables }: ReturnType<typeof useChooseModel>["save"]) =>
  isPending ? variables : undefined;
