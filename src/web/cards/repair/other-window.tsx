import { useQuery } from "@tanstack/react-query";
import { findModel, isSameModel } from "#shared/canonical-name.ts";
import { providerDescriptors } from "#shared/providers.ts";
import { llmSettingsQuery, modelListQuery, useUpdateModelSettings } from "#web/api/llm-settings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { RepairButton } from "./repair-parts.tsx";
import type { FailedAnswer } from "./failed-answer.ts";

/** In a smaller window only a greeting fits. */
const least = 2_048;

/** `atLeast`: the larger window has at least so many tokens. */
type Props = FailedAnswer & { toward: "less" | "more"; atLeast?: number | undefined };

/** Offers half or double the model's window: one press changes it and retries. */
export function OtherWindow({ provider, model, onRetry, toward, atLeast = 0 }: Props) {
  const t = useAnsweringStrings().repair;
  const format = useFormat();
  const { data: settings } = useQuery(llmSettingsQuery);
  const { data: list } = useQuery(modelListQuery(provider));
  const update = useUpdateModelSettings();
  if (!settings || !list) return null;
  const own = settings.modelSettings.find((set) => set.provider === provider && isSameModel(set.model, model));
  const most = findModel(list.models, model)?.contextLength ?? 0;
  const now = Math.min(
    own?.contextTokens ?? providerDescriptors[provider].usualContextTokens,
    most || Number.POSITIVE_INFINITY,
  );
  const wanted = toward === "less" ? Math.floor(now / 2) : Math.min(Math.max(now * 2, atLeast), most);
  if (wanted < least || wanted === now || (toward === "more" && wanted < now)) return null;
  const tokens = format.tokens(wanted);
  return (
    <li>
      <RepairButton
        label={toward === "less" ? t.lessContext(tokens) : t.moreContext(tokens)}
        mutation={update}
        onPress={() => update.mutate({ provider, model, contextTokens: wanted }, { onSuccess: onRetry })}
      />
    </li>
  );
}
