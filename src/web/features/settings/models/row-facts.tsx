import { useQuery } from "@tanstack/react-query";
import { fitOf } from "#shared/model-fit.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { llmSettingsQuery } from "#web/api/llm-settings.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { modelFacts, modelTags } from "#web/models/model-facts.ts";
import { DownloadModel } from "#web/models/download-model.tsx";
import { fitWords } from "#web/models/model-fit.ts";
import { useNow } from "#web/ui/use-now.ts";
import { findModelSettings } from "./find-model-settings.ts";
import { Tag } from "#web/features/settings/item-list.tsx";

/** A model's facts from its server, the window it gets here, and whether it runs here. */
export function RowFacts({ provider, model }: { provider: ProviderType; model: ModelInfo }) {
  const { server: t } = useSettingsStrings();
  const words = { t: useModelsStrings(), format: useFormat() };
  const { data: settings } = useQuery(llmSettingsQuery);
  const memory = providerDescriptors[provider].keepsModels ? (settings?.memoryBytes ?? null) : null;
  const set = findModelSettings(settings, provider, model.id);
  const facts = modelFacts(model, words, set?.contextTokens ?? providerDescriptors[provider].usualContextTokens);
  const fit =
    memory !== null && model.sizeBytes && !model.remote && !model.damaged ? fitOf(model.sizeBytes, memory) : null;

  return (
    <div>
      <b>{model.label ?? model.id}</b>
      {modelTags(model, words).map(({ text, tone }) => (
        <Tag key={text} tone={tone}>
          {text}
        </Tag>
      ))}
      {fit && fit !== "fits" && <Tag tone="caution">{fitWords(words.t)[fit]}</Tag>}
      <small>
        {[facts, fit === "fits" && fitWords(words.t).fits].filter(Boolean).join(" · ")}
        {model.loaded && model.memory && <Stay unloadsAt={model.memory.unloadsAt} />}
      </small>
      {model.damaged && <Damaged provider={provider} model={model.id} />}
      {model.remote && <small>{t.inCloudWhy}</small>}
    </div>
  );
}

/** Its file is damaged, so it cannot answer until it is downloaded again. */
function Damaged({ provider, model }: { provider: ProviderType; model: string }) {
  const { server: t } = useSettingsStrings();
  return (
    <>
      <Tag tone="caution">{t.damaged}</Tag>
      {providerDescriptors[provider].keepsModels && <DownloadModel model={model} label={t.downloadAgain} />}
    </>
  );
}

/** Counts down the time that it stays in memory. */
function Stay({ unloadsAt }: { unloadsAt: number | undefined }) {
  const { server: t } = useSettingsStrings();
  const format = useFormat();
  const now = useNow(unloadsAt !== undefined);
  if (unloadsAt === undefined) return <> · {t.stays}</>;
  const seconds = Math.max(0, (unloadsAt - now) / 1_000);
  return <> · {t.unloadsIn(format.wait(seconds))}</>;
}
