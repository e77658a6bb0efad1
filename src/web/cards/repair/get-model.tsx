import type { ComponentProps } from "react";
import { isSameModel } from "#shared/canonical-name.ts";
import { recommendedModels } from "#shared/recommended-models.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { DownloadModel } from "#web/models/download-model.tsx";

type Props = Pick<ComponentProps<typeof DownloadModel>, "model" | "prepare" | "onDone">;

/** A download that shows its size if the size is known. */
export function GetModel({ model, ...rest }: Props) {
  const t = useAnsweringStrings().repair;
  const { bytes } = useFormat();
  const known = recommendedModels.find((recommended) => isSameModel(recommended.model, model));
  const size = known && bytes(known.downloadGb * 1e9);
  return <DownloadModel model={model} label={t.download(model, size ?? "")} isPrimary {...rest} />;
}
