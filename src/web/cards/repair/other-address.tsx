import { useQuery } from "@tanstack/react-query";
import { isServerProvider, type ServerProvider } from "#shared/providers.ts";
import { llmSettingsQuery, serverStatusQuery } from "#web/api/llm-settings.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { RepairBox, RepairButton } from "./repair-parts.tsx";
import type { FailedAnswer } from "./failed-answer.ts";
import { useAnswerWith } from "./use-answer-with.ts";

/** For an address where nothing answers. Inside a container, the server may know the right address. */
export function OtherAddress({ provider, ...failed }: FailedAnswer) {
  return isServerProvider(provider) ? <Ask provider={provider} {...failed} /> : null;
}

function Ask({ provider, onRetry }: FailedAnswer & { provider: ServerProvider }) {
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
