import { useQuery } from "@tanstack/react-query";
import { isServerProvider, type ServerProvider } from "#shared/providers.ts";
import { llmSettingsQuery, serverStatusQuery } from "#web/api/llm-settings.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { RepairBox, RepairButton } from "./repair-parts.tsx";
import type { Broken } from "./broken.ts";
import { useAnswerWith } from "./use-answer-with.ts";

/** Nobody answers at an address. From inside a container the server may know the right one. */
export function OtherAddress({ provider, ...broken }: Broken) {
  return isServerProvider(provider) ? <Ask provider={provider} {...broken} /> : null;
}

function Ask({ provider, onRetry }: Broken & { provider: ServerProvider }) {
  const t = useAnsweringStrings().repair;
  const { data: settings } = useQuery(llmSettingsQuery);
  const url = settings?.providers[provider].baseUrl ?? "";
  const { data: status } = useQuery({ ...serverStatusQuery(provider, url), enabled: url !== "" });
  const answer = useAnswerWith(onRetry);
  const hint = status?.error?.hint ?? "";
  if (!/^https?:\/\/\S+$/.test(hint)) return null;
  return (
    <RepairBox>
      <RepairButton
        label={t.useAddress(hint)}
        mutation={answer}
        onPress={() => answer.answerWith({ provider, baseUrl: hint })}
      />
    </RepairBox>
  );
}
