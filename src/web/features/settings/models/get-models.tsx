import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { findModel, isSameModel } from "#shared/canonical-name.ts";
import { fitOf } from "#shared/model-fit.ts";
import { recommendedModels } from "#shared/recommended-models.ts";
import { downloadsQuery } from "#web/api/downloads.ts";
import { isReadElsewhere } from "#web/api/host-of.ts";
import { llmSettingsQuery } from "#web/api/llm-settings.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { DownloadModel } from "#web/models/download-model.tsx";
import { fitWords } from "#web/models/model-fit.ts";
import { neverStarted } from "#web/models/use-download.ts";
import { CopyableCommand } from "#web/ui/copyable-command.tsx";
import { GetByName } from "./get-by-name.tsx";
import { Panel, PanelMore, PanelText } from "#web/features/settings/panel.tsx";
import type { KnownModels } from "#web/features/settings/connection/provider-help.ts";
import { useFormat } from "#web/i18n/format.ts";
import { Item, ItemList, Tag } from "#web/features/settings/item-list.tsx";

type Props = { known: KnownModels; getCommand: (model: string) => string };

const isRecommended = (name: string) => recommendedModels.some(({ model }) => isSameModel(model, name));

/** Downloads models into Ollama: recommended ones for the learning languages, by the memory they need, and any other by its name. */
export function GetModels({ known, getCommand }: Props) {
  const t = useSettingsStrings();
  const words = useModelsStrings();
  const format = useFormat();
  const { data: settings } = useQuery(llmSettingsQuery);
  const { data: downloads = [] } = useQuery(downloadsQuery);
  const memory = settings?.memoryBytes ?? null;
  const gigabytes = (amount: number) => format.bytes(amount * 1e9);

  const others = downloads
    .filter((download) => download.state !== "done" && !neverStarted(download) && !isRecommended(download.model))
    .map(({ model }) => model);

  return (
    <Panel
      title={t.get.title}
      aside={
        memory !== null && (
          <small>{t.get[isReadElsewhere() ? "memoryThere" : "memory"](gigabytes(Math.round(memory / 2 ** 30)))}</small>
        )
      }
    >
      <ItemList>
        {recommendedModels.map(({ model, use, memoryGb, gpuGb, downloadGb, sees }) => (
          <ModelToGet key={model} model={model} isInstalled={!!findModel(known.models, model)}>
            {sees && <Tag tone="plain">{words.seesPictures}</Tag>}
            <small>{t.get[use]}</small>
            <small>{t.get.needs(gigabytes(memoryGb), gigabytes(downloadGb))}</small>
            <small>{t.get.onGpu(gigabytes(gpuGb))}</small>
            {memory !== null && <FitNote bytes={downloadGb * 1e9} memory={memory} />}
          </ModelToGet>
        ))}
        {others.map((model) => (
          <ModelToGet key={model} model={model} isInstalled={false} />
        ))}
      </ItemList>
      <GetByName />
      <PanelMore label={t.get.inTerminal}>
        <PanelText>
          <CopyableCommand command={getCommand(recommendedModels[0].model)} copyLabel={t.copy} copiedLabel={t.copied} />
        </PanelText>
      </PanelMore>
    </Panel>
  );
}

function ModelToGet({ model, isInstalled, children }: { model: string; isInstalled: boolean; children?: ReactNode }) {
  const t = useSettingsStrings().get;
  return (
    <Item>
      <div>
        <b>{model}</b>
        {children}
      </div>
      {isInstalled ? <Tag tone="good">{t.installed}</Tag> : <DownloadModel model={model} />}
    </Item>
  );
}

/** A model that does not fit is not hidden; the note beside the button says so. */
function FitNote({ bytes, memory }: { bytes: number; memory: number }) {
  const words = useModelsStrings();
  const found = fitOf(bytes, memory);
  return found !== "fits" && <Tag tone="caution">{fitWords(words)[found]}</Tag>;
}
