import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { findModel, isSameModel } from "#shared/canonical-name.ts";
import type { ProviderType } from "#shared/providers.ts";
import { toApiError } from "#web/api/client.ts";
import { llmSettingsQuery, useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import { CloudConsent } from "./cloud-consent.tsx";
import type { KnownModels } from "#web/features/settings/connection/provider-help.ts";

type Choice = { chatModel: string } | { titleModel: string };
const modelOf = (choice: Choice) => ("chatModel" in choice ? choice.chatModel : choice.titleModel);

/** Chooses a model and saves the choice at once; for a cloud model, only after consent. */
export function useChooseModel(provider: ProviderType, known: KnownModels) {
  const save = useUpdateLLMSettings();
  const [asked, setAsked] = useState<Choice | null>(null);
  const needsConsent = useNeedsConsent(provider, known);

  const store = (choice: Choice, allowRemote = false) =>
    save.mutate(
      { provider, ...choice, ...(allowRemote && { allowRemote }) },
      {
        // the server may know that a model runs elsewhere when this list does not
        onError: (error) => {
          if (toApiError(error).code !== "consent_needed") return;
          save.reset();
          setAsked(choice);
        },
      },
    );

  const consent: ReactNode = asked && (
    <CloudConsent
      model={modelOf(asked)}
      onAgree={() => {
        setAsked(null);
        store(asked, true);
      }}
      onClose={() => setAsked(null)}
    />
  );
  return {
    choose: (choice: Choice) => (needsConsent(modelOf(choice)) ? setAsked(choice) : store(choice)),
    save,
    /** The consent dialog while it is open. */
    consent,
  };
}

/** Tests whether a model runs elsewhere without the learner's consent. */
export function useNeedsConsent(provider: ProviderType, known: KnownModels): (model: string) => boolean {
  const { data: settings } = useQuery(llmSettingsQuery);
  return (model) => {
    const isAllowed = settings?.modelSettings.some(
      (set) => set.provider === provider && set.allowRemote && isSameModel(set.model, model),
    );
    return findModel(known.models, model)?.remote === true && !isAllowed;
  };
}
