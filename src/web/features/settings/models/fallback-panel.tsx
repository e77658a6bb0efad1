import { useState } from "react";
import type { FallbackResponder, LLMSettings } from "#shared/llm-settings.ts";
import { providerDescriptors, providers, type ProviderType } from "#shared/providers.ts";
import { useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { SaveFailure, SaveNote } from "#web/features/settings/save-note.tsx";
import { Button } from "#web/ui/button.tsx";
import { Checkbox } from "#web/ui/field.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { ChevronIcon, ChevronUpIcon } from "#web/ui/icons.tsx";
import styles from "./fallback-panel.module.css";

/** The providers that answer when the first one cannot, in order. None until the learner chooses, and none beyond the learner's consent. */
export function FallbackPanel({ settings }: { settings: LLMSettings }) {
  const t = useSettingsStrings().fallback;
  const save = useUpdateLLMSettings();
  const [moved, setMoved] = useState("");
  const fallback = (save.isPending && save.variables.fallback) || settings.fallback;
  // the provider that answers first is no fallback; it gets its position back when another one answers first
  const isFirst = (type: ProviderType) => type === settings.responders.chat.provider;
  const chosen = fallback.providers.filter((type) => !isFirst(type));
  const store = (wanted: readonly ProviderType[], allowRemote = fallback.allowRemote) =>
    save.mutate({ fallback: { providers: [...wanted, ...fallback.providers.filter(isFirst)], allowRemote } });

  const rows = new Map(settings.responders.fallbacks.map((row) => [row.provider, row]));

  const move = (type: ProviderType, by: -1 | 1) => {
    const from = chosen.indexOf(type);
    const order = chosen.toSpliced(from, 1).toSpliced(from + by, 0, type);
    setMoved(t.moved(providerDescriptors[type].label, from + by + 1));
    store(order);
  };
  const toggle = (type: ProviderType, isOn: boolean) =>
    store(isOn ? [...chosen, type] : chosen.filter((other) => other !== type));

  return (
    <Panel title={t.title} aside={<SaveNote save={save} />}>
      <PanelText>
        <p>{t.lead}</p>
        {chosen.length > 0 && <Hint>{t.when}</Hint>}
        <SaveFailure save={save} />
      </PanelText>
      <ol className={styles.list}>
        {[...chosen, ...providers.filter((type) => !chosen.includes(type) && !isFirst(type))].map((type) => {
          const position = chosen.indexOf(type);
          const { label } = providerDescriptors[type];
          const row = rows.get(type);
          return (
            <li key={type}>
              <label>
                <Checkbox checked={position >= 0} onChange={({ target }) => toggle(type, target.checked)} />
                <span>
                  {t.ask(label)} <small>{row && describe(t, row)}</small>
                  {position >= 0 && row?.why === "no_consent" && <small className={styles.leftOut}>{t.leftOut}</small>}
                </span>
              </label>
              {position >= 0 && chosen.length > 1 && (
                <span className={styles.order}>
                  <Button kind="icon" aria-label={t.up(label)} isOff={position === 0} onClick={() => move(type, -1)}>
                    <ChevronUpIcon size={18} />
                  </Button>
                  <Button
                    kind="icon"
                    aria-label={t.down(label)}
                    isOff={position === chosen.length - 1}
                    onClick={() => move(type, 1)}
                  >
                    <ChevronIcon size={18} />
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <output className="visually-hidden">{moved}</output>
      {chosen.length > 0 && (
        <label className={styles.remote}>
          <Checkbox
            checked={fallback.allowRemote}
            aria-describedby="fallback-remote-hint"
            onChange={({ target }) => store(chosen, target.checked)}
          />
          <span>
            {t.remote} <small id="fallback-remote-hint">{t.remoteHint}</small>
          </span>
        </label>
      )}
    </Panel>
  );
}

/** `gemma3:12b · 127.0.0.1:11434` */
const describe = (t: SettingsStrings["fallback"], { model, host, state }: FallbackResponder): string =>
  [model || t.noModel, host, state === "no_key" && t.noKey].filter(Boolean).join(" · ");
