import { useQuery } from "@tanstack/react-query";
import type { ProviderType } from "#shared/providers.ts";
import { llmSettingsQuery } from "#web/api/llm-settings.ts";
import { findResponder } from "#web/models/find-responder.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { PanelText } from "#web/features/settings/panel.tsx";
import { Hint } from "#web/ui/hint.tsx";

/** A gateway on this computer or network, such as LiteLLM, may hand a request on to a cloud, and does not say so. */
export function MayPassOn({ provider }: { provider: ProviderType }) {
  const t = useSettingsStrings().connection;
  const { data: settings } = useQuery(llmSettingsQuery);
  const responder = settings && findResponder(settings.responders, provider);
  if (!responder || responder.goesTo === "cloud") return null;
  return (
    <PanelText>
      <Hint>{t.mayPassOn(responder.host)}</Hint>
    </PanelText>
  );
}
