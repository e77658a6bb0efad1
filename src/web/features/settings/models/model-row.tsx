import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ModelInfo } from "#shared/model-info.ts";
import { type ProviderType, providerDescriptors } from "#shared/providers.ts";
import { llmSettingsQuery } from "#web/api/llm-settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { ContextField } from "./context-field.tsx";
import { DeletedRow } from "./deleted-row.tsx";
import { findModelSettings } from "./find-model-settings.ts";
import { KeepAliveField } from "./keep-alive-field.tsx";
import { ModelActions } from "./model-actions.tsx";
import type { KnownModels } from "#web/features/settings/connection/provider-help.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import { Item, Tag } from "#web/features/settings/item-list.tsx";
import styles from "./model-row.module.css";
import { RowFacts } from "./row-facts.tsx";

type Props = {
  provider: ProviderType;
  known: KnownModels;
  model: ModelInfo;
  use: "chat" | "title" | null;
  onUse: () => void;
  /** Keeps using a model that has changed under the same name. */
  onKeep: () => void;
};

/** One model of a server: its facts, whether it is in memory, and its actions. */
export function ModelRow({ provider, known, model, use, onUse, onKeep }: Props) {
  const { server: t } = useSettingsStrings();
  const { data: settings } = useQuery(llmSettingsQuery);
  const set = findModelSettings(settings, provider, model.id);
  const hasChanged = use !== null && !!set?.digest && !!model.digest && set.digest !== model.digest;
  const [isOpen, setIsOpen] = useState(false);
  const [isDeleted, setIsDeleted] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const wasPressed = useRef(false);
  // the pressed button, Use or Undo, is gone
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
    <Item>
      <RowFacts provider={provider} model={model} />
      <div className={styles.actions}>
        {use === "chat" ? (
          <Tag tone="good">{t.inUse}</Tag>
        ) : (
          <>
            {use === "title" && <Tag tone="good">{t.forTitles}</Tag>}
            <Button aria-label={t.useModel(model.id)} onClick={() => press(onUse)}>
              {t.use}
            </Button>
          </>
        )}
        {providerDescriptors[provider].keepsModels && (
          <Button
            ref={more}

            aria-label={t.moreOf(model.id)}
            aria-expanded={isOpen}
            aria-controls={`${id}-more`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {t.more}
          </Button>
        )}
      </div>
      {hasChanged && (
        <Note kind="warning">
          <p>
            <b>{t.changed}</b> {t.changedWhy}
          </p>
          <Button onClick={onKeep}>{t.changedOk}</Button>
        </Note>
      )}
      {isOpen && (
        <div className={styles.more} id={`${id}-more`}>
          {/* the field of the chat model stands above, with its choice */}
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
    </Item>
  );
}
