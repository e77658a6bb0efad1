import { providerDescriptors } from "#shared/providers.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { DownloadModel } from "#web/models/download-model.tsx";
import { OtherModels } from "./other-models.tsx";
import { RepairBox } from "./repair-parts.tsx";
import type { FailedAnswer } from "./failed-answer.ts";

/** Offers to download a model whose file is damaged again, or to answer with another model. */
export function DamagedModel(failed: FailedAnswer) {
  const { provider, model, onRetry } = failed;
  const t = useAnsweringStrings().repair;
  return (
    <RepairBox>
      {providerDescriptors[provider].keepsModels && (
        <DownloadModel model={model} label={t.downloadAgain(model)} onDone={onRetry} isPrimary />
      )}
      <OtherModels {...failed} title={t.others} />
    </RepairBox>
  );
}
