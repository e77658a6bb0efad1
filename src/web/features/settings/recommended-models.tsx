import { recommendedModels } from "#shared/recommended-models.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { CopyableCommand } from "#web/ui/copyable-command.tsx";
import { findModel } from "#web/models/find-model.ts";
import { formatGigabytes } from "#web/models/model-facts.ts";
import { Panel } from "./panel.tsx";
import type { KnownModels } from "./provider-help.ts";
import "./model-list.css";

type Props = { known: KnownModels; getCommand: (model: string) => string };

/** Three that are good at Japanese, Chinese and Korean, by the memory they need. */
export function RecommendedModels({ known, getCommand }: Props) {
  const t = useSettingsStrings();
  const language = useInterfaceLanguage();
  const gigabytes = (amount: number) => formatGigabytes(amount, language);

  return (
    <Panel title={t.recommended.title}>
      <ul className="models">
        {recommendedModels.map(({ model, use, memoryGb, downloadGb }) => (
          <li key={model} className="model">
            <div>
              <b>{model}</b>
              <small>{t.recommended[use]}</small>
              <small>{t.recommended.memory(gigabytes(memoryGb), gigabytes(downloadGb))}</small>
            </div>
            {findModel(known.models, model) ? (
              <span className="tag good">{t.recommended.installed}</span>
            ) : (
              <CopyableCommand command={getCommand(model)} copyLabel={t.copy} copiedLabel={t.copied} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
