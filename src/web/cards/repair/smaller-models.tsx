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
import type { Broken } from "./broken.ts";

/** Too little memory: less context for the same model, another model out of the way, or a smaller one. */
export function SmallerModels(broken: Broken) {
  const { provider, model, onRetry } = broken;
  const t = useAnsweringStrings().repair;
  const { data } = useQuery(modelListQuery(provider));
  const unload = useUnloadModel();
  const models = data?.models ?? [];
  const size = findModel(models, model)?.sizeBytes;
  const others = models.filter(({ id, loaded }) => loaded && !isSameModel(id, model));
  return (
    <RepairBox>
      <RepairList>
        {providerDescriptors[provider].keepsModels && <OtherWindow {...broken} toward="less" />}
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
        {...broken}
        title={t.smaller}
        suits={({ sizeBytes }) => size !== undefined && sizeBytes !== undefined && sizeBytes < size}
      />
    </RepairBox>
  );
}
