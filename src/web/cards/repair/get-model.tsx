import { isSameModel } from "#shared/canonical-name.ts";
import { recommendedModels } from "#shared/recommended-models.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { DownloadModel } from "#web/models/download-model.tsx";
import { formatGigabytes } from "#web/models/model-facts.ts";

/** A download that says how much will come, where that is known. */
export function GetModel({ model, onDone }: { model: string; onDone: () => void }) {
  const t = useAnsweringStrings().repair;
  const language = useInterfaceLanguage();
  const known = recommendedModels.find((recommended) => isSameModel(recommended.model, model));
  const size = known && formatGigabytes(known.downloadGb, language);
  return <DownloadModel model={model} label={t.download(model, size ?? "")} onDone={onDone} isPrimary />;
}
