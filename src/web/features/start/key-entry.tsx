import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { toApiError } from "#web/api/client.ts";
import { llmSettingsQuery, useSetKey, useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useStartStrings } from "#web/i18n/use-start-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { InputRow, TextInput } from "#web/ui/field.tsx";
import { returnFocus } from "#web/ui/return-focus.ts";
import styles from "./key-entry.module.css";

/** Takes a key for Claude in place. Entering it is the learner's choice of who answers. */
export function KeyEntry() {
  const t = useStartStrings();
  const [isOpen, setIsOpen] = useState(false);
  if (!isOpen) return <Button onClick={() => setIsOpen(true)}>{t.useKey}</Button>;
  return <KeyForm />;
}

function KeyForm() {
  const t = useStartStrings();
  const errorText = useErrorText();
  const { data: settings } = useQuery(llmSettingsQuery);
  const [typed, setTyped] = useState("");
  const saveKey = useSetKey();
  const choose = useUpdateLLMSettings();
  useEffect(() => returnFocus, []); // the form disappears when the key is saved
  const failure = saveKey.error ?? choose.error;
  const host = settings?.keys.anthropic.host;

  const submit = async () => {
    if (typed.trim() === "") return;
    await saveKey.mutateAsync({ provider: "anthropic", key: typed.trim() });
    await choose.mutateAsync({ provider: "anthropic" });
  };
  return (
    <div className={styles.key}>
      <label htmlFor="start-key">{t.key}</label>
      <InputRow onSubmit={() => void submit().catch(() => {})}>
        <TextInput
          id="start-key"
          type="password"
          ref={focusOnce}
          aria-describedby="start-key-hint"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button
          type="submit"
          kind="primary"
          disabled={typed.trim() === ""}
          isPending={saveKey.isPending || choose.isPending}
        >
          {t.useClaude}
        </Button>
      </InputRow>
      <small id="start-key-hint">{host && t.keyGoesTo(host)}</small>
      {failure && (
        <p role="alert" className={styles.failure}>
          {t.saveFailed} {errorText(toApiError(failure))}
        </p>
      )}
    </div>
  );
}

/** The learner pressed a button to enter the key. A function of the module, so that typing does not focus the field again. */
const focusOnce = (field: HTMLInputElement | null) => field?.focus();
