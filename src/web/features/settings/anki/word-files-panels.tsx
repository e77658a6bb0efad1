import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { WordImport } from "#shared/anki/imports.ts";
import { ExportDialog } from "#web/anki/export-dialog.tsx";
import { ImportDialog } from "#web/anki/import-dialog.tsx";
import { useUndoWithWords } from "#web/anki/use-undo-import.ts";
import { useSettings } from "#web/api/settings.ts";
import { importsQuery } from "#web/api/word-files.ts";
import { Item, ItemList, Tag } from "#web/features/settings/item-list.tsx";
import { Panel, PanelMore, PanelText } from "#web/features/settings/panel.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { learningNames } from "#web/i18n/learning-names.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./anki.module.css";

/** Exports words to files and imports known ones. */
export function WordFilesPanels() {
  const { export: exporting, import: importing } = useAnkiStrings();
  const { learningLanguage } = useSettings();
  const [open, setOpen] = useState<"export" | "import" | null>(null);
  const { data: imports = [] } = useQuery(importsQuery);
  const close = () => setOpen(null);
  return (
    <>
      <Panel title={exporting.title}>
        <PanelText>
          <p>{exporting.lead}</p>
          <p className={styles.action}>
            <Button onClick={() => setOpen("export")}>{exporting.open}</Button>
          </p>
        </PanelText>
      </Panel>
      <Panel title={importing.title}>
        <PanelText>
          <p>{importing.lead}</p>
          <p className={styles.action}>
            <Button onClick={() => setOpen("import")}>{importing.open}</Button>
          </p>
        </PanelText>
        {imports.length > 0 && (
          <PanelMore label={importing.history}>
            <ItemList>
              {imports.map((each) => (
                <ImportRow key={each.id} made={each} />
              ))}
            </ItemList>
          </PanelMore>
        )}
      </Panel>
      {open === "export" && <ExportDialog onClose={close} />}
      {open === "import" && <ImportDialog language={learningLanguage} onClose={close} />}
    </>
  );
}

/** The server calls a list by level `ko 5` or `ko 1–5`. */
const levelsIn = ({ name, language }: WordImport): string | null =>
  name.startsWith(`${language} `) ? (/ (\d(?:–\d)?)$/.exec(name)?.[1] ?? null) : null;

function ImportRow({ made }: { made: WordImport }) {
  const { import: t, undo } = useAnkiStrings();
  const { count, moment } = useFormat();
  const takeBack = useUndoWithWords();
  const languageNames = learningNames[useInterfaceLanguage()];
  const { id, name, language, added, changed, createdAt, undoneAt } = made;
  const levels = levelsIn(made);
  return (
    <Item isDeleted={undoneAt !== null}>
      <span>
        <b>{levels === null ? name : t.levelName(languageNames[language], levels)}</b>
        <small>{[t.summary(count(added), count(changed)), moment(createdAt)].join(" · ")}</small>
      </span>
      {undoneAt === null ? <Button onClick={() => takeBack(id)}>{undo}</Button> : <Tag tone="plain">{t.wasUndone}</Tag>}
    </Item>
  );
}
