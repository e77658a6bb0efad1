import { useQuery } from "@tanstack/react-query";
import { providerDescriptors } from "#shared/providers.ts";
import { findModel, isSameModel } from "#shared/canonical-name.ts";
import { modelListQuery } from "#web/api/llm-settings.ts";
import { useUnloadModel } from "#web/api/ollama-models.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { OtherModels } from "./other-models.tsx";
import { OtherWindow } from "./other-window.tsx";
import { RepairBox, RepairFailure, RepairList } from "./repair-parts.tsx";
import type { FailedAnswer } from "./failed-answer.ts";

/** For too little memory: offers less context, unloading another model, or a smaller model. */
export function SmallerModels(failed: FailedAnswer) {
  const { provider, model, onRetry } = failed;
  const t = useAnsweringStrings().repair;
  const { data } = useQuery(modelListQuery(provider));
  const unload = useUnloadModel();
  const models = data?.models ?? [];
  const size = findModel(models, model)?.sizeBytes;
  const others = models.filter(({ id, loaded }) => loaded && !isSameModel(id, model));
  return (
    <RepairBox>
      <RepairList>
        {providerDescriptors[provider].keepsModels && <OtherWindow {...failed} toward="less" />}
        {others.map(({ id }) => (
          <li key={id}>
            <Button isPending={unload.isPending} onClick={() => unload.mutate(id, { onSuccess: onRetry })}>
              {t.unload(id)}
            </Button>
          </li>
        ))}
      </RepairList>
      <RepairFailure mutation={unload} />
      <OtherModels
        {...failed}
        title={t.smaller}
        suits={({ sizeBytes }) => size !== undefined && sizeBytes !== undefined && sizeBytes < size}
      />
    </RepairBox>
  );
}
