import { useQuery } from "@tanstack/react-query";
import { providerDescriptors } from "#shared/providers.ts";
import { recommendedModels } from "#shared/recommended-models.ts";
import { llmSettingsQuery, modelListQuery } from "#web/api/llm-settings.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { fitOf } from "#shared/model-fit.ts";
import { useDownload } from "#web/models/use-download.ts";
import { GetModel } from "./get-model.tsx";
import { OtherModels } from "./other-models.tsx";
import { RepairBox } from "./repair-parts.tsx";
import type { FailedAnswer } from "./failed-answer.ts";
import { useAnswerWith } from "./use-answer-with.ts";

/** For a picture and a model that cannot see: offers models that can, or the download of one that fits this computer. */
export function SeeingModels(failed: FailedAnswer) {
  const { provider, onRetry } = failed;
  const t = useAnsweringStrings().repair;
  const { data: list } = useQuery(modelListQuery(provider));
  const { data: settings } = useQuery(llmSettingsQuery);
  const { answerWith } = useAnswerWith(onRetry);
  const canGet =
    providerDescriptors[provider].keepsModels &&
    list &&
    !list.models.some(({ vision, remote, damaged }) => vision && !remote && !damaged);
  const fitting = recommendedModels.find(
    ({ downloadGb, sees }) => sees && settings && fitOf(downloadGb * 1e9, settings.memoryBytes ?? Infinity) === "fits",
  );
  const { isComing } = useDownload(fitting?.model ?? "");
  return (
    <RepairBox>
      <OtherModels {...failed} title={t.seeing} none={t.noneSees} suits={({ vision }) => vision === true} />
      {(canGet || isComing) && fitting && (
        <GetModel model={fitting.model} onDone={() => answerWith({ provider, chatModel: fitting.model })} />
      )}
    </RepairBox>
  );
}
