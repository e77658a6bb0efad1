import { useState } from "react";
import type { ModelInfo } from "#shared/model-info.ts";
import { useUpdateModelSettings } from "#web/api/llm-settings.ts";
import { useLoadModel, useUnloadModel } from "#web/api/ollama-models.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useNow } from "#web/ui/use-now.ts";
import { SaveFailure } from "#web/features/settings/save-note.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { Button } from "#web/ui/button.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./model-actions.module.css";

type Props = {
  model: ModelInfo;
  isInUse: boolean;
  /** The learner has consented to a model that runs elsewhere. */
  isAllowed: boolean;
  onDelete: () => void;
};

/** What Ollama can do with a model: load it, unload it, delete it. */
export function ModelActions({ model, isInUse, isAllowed, onDelete }: Props) {
  const { server: t, consent } = useSettingsStrings();
  const format = useFormat();
  const load = useLoadModel();
  const unload = useUnloadModel();
  const withdraw = useUpdateModelSettings();
  const [isAsking, setIsAsking] = useState(false);
  const now = useNow(load.isPending);
  const { id, loaded, remote, sizeBytes = 0 } = model;

  if (isAsking) {
    const size = sizeBytes < 5e7 || remote ? "" : format.bytes(sizeBytes);
    return (
      <Note kind="warning" as="fieldset" aria-label={t.removeSure(id, size)}>
        <p>
          {t.removeSure(id, size)} {isInUse && t.removeInUse}
        </p>
        <Button ref={focusFirst} onClick={() => setIsAsking(false)}>
          {t.removeNo}
        </Button>
        <Button kind="danger" onClick={onDelete}>
          {t.removeYes}
        </Button>
      </Note>
    );
  }
  const seconds = (now - load.submittedAt) / 1_000;
  return (
    <div className={styles.buttons}>
      {!remote && (
        // one button for both actions, so that the focus stays on it
        <Button isPending={load.isPending || unload.isPending} onClick={() => (loaded ? unload : load).mutate(id)}>
          {loaded ? t.unload : t.load}
        </Button>
      )}
      {remote && isAllowed && (
        <Button
          isPending={withdraw.isPending}
          onClick={() => withdraw.mutate({ provider: "ollama", model: id, allowRemote: false })}
        >
          {consent.withdraw}
        </Button>
      )}
      <Button onClick={() => setIsAsking(true)}>{t.remove}</Button>
      {load.isPending && <Hint as="output">{t.loading(format.wait(Math.max(1, seconds)))}</Hint>}
      <SaveFailure save={load} />
      <SaveFailure save={unload} />
      <SaveFailure save={withdraw} />
    </div>
  );
}

const focusFirst = (button: HTMLButtonElement | null) => button?.focus();
