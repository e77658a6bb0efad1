import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportPreview } from "#shared/data.ts";
import { dataQuery } from "#web/api/data.ts";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Hint } from "#web/ui/hint.tsx";
import styles from "./data.module.css";
import { ExportButton } from "./export-button.tsx";
import { ImportButton } from "./import-button.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { useCountsText } from "./counts-text.ts";

/** Everything as one file: out of this computer, and into it. */
export function MovePanel() {
  const t = useSettingsStrings().data;
  const { bytes } = useFormat();
  const countsText = useCountsText();
  const { data } = useQuery({ ...dataQuery, refetchOnMount: "always" });
  const [found, setFound] = useState<ImportPreview | null>(null);
  return (
    <Panel title={t.yours}>
      {data && (
        <PanelText>
          <p>{countsText(data.counts)}</p>
          <Hint>
            {[
              t.database(bytes(data.bytes.database)),
              data.bytes.pictures > 0 && t.pictures(bytes(data.bytes.pictures)),
              data.bytes.sounds > 0 && t.sounds(bytes(data.bytes.sounds)),
            ]
              .filter((part) => part !== false)
              .join(" · ")}
          </Hint>
        </PanelText>
      )}
      <PanelText>
        <div className={styles.stack}>
          <p>{t.exportHint}</p>
          <ExportButton />
        </div>
      </PanelText>
      <PanelText>
        <div className={styles.stack}>
          <p>{t.importHint}</p>
          <ImportButton onFound={setFound} />
        </div>
      </PanelText>
      {found && <ImportDialog found={found} now={data?.counts} onClose={() => setFound(null)} />}
    </Panel>
  );
}
