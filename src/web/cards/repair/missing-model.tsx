import { useQuery } from "@tanstack/react-query";
import { providerDescriptors } from "#shared/providers.ts";
import { modelListQuery } from "#web/api/llm-settings.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { findModel } from "#shared/canonical-name.ts";
import { useDownload } from "#web/models/use-download.ts";
import { GetModel } from "./get-model.tsx";
import { OtherModels } from "./other-models.tsx";
import { RepairBox } from "./repair-parts.tsx";
import type { FailedAnswer } from "./failed-answer.ts";

/** Offers to download the missing model and retries when it is there, or to answer with another model. */
export function MissingModel({ hint, ...failed }: FailedAnswer & { hint: string | undefined }) {
  const t = useAnsweringStrings().repair;
  const { provider, model, onRetry } = failed;
  const { data } = useQuery(modelListQuery(provider));
  const { isComing } = useDownload(model);
  const isHere = data && !data.offline && findModel(data.models, model) !== undefined;
  return (
    <RepairBox>
      {providerDescriptors[provider].keepsModels && (isComing || !isHere) && (
        <GetModel model={model} onDone={onRetry} />
      )}
      {isHere && !isComing && <p>{t.isHere(model)}</p>}
      <OtherModels {...failed} title={t.others} first={hint} />
    </RepairBox>
  );
}
