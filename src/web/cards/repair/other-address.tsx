import { useQuery } from "@tanstack/react-query";
import { isServerProvider, type ServerProvider } from "#shared/providers.ts";
import { llmSettingsQuery, serverStatusQuery } from "#web/api/llm-settings.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
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
  const { answerWith, isPending, error } = useAnswerWith(onRetry);
  const hint = status?.error?.hint ?? "";
  if (!/^https?:\/\/\S+$/.test(hint)) return null;
  return (
    <div className="repair">
      <button
        type="button"
        className="button"
        disabled={isPending}
        onClick={() => answerWith({ provider, baseUrl: hint })}
      >
        {t.useAddress(hint)}
      </button>
      {error && <p role="alert">{t.notSaved}</p>}
    </div>
  );
}
