import { useQuery } from "@tanstack/react-query";
import { ankiSettingsQuery } from "#web/api/anki.ts";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { AnkiAddress, AnkiConnection } from "./anki-connection.tsx";
import { NoteSettings } from "./note-settings.tsx";
import { QueuePanel } from "./queue-panel.tsx";
import { WordFilesPanels } from "./word-files-panels.tsx";

/** Words that go to Anki, and words that come from there or from a file. */
export function AnkiTab() {
  const { settings: t, loading } = useAnkiStrings();
  const { data: settings } = useQuery(ankiSettingsQuery);
  return (
    <>
      <Panel title={t.title}>
        {settings ? (
          <>
            <AnkiConnection settings={settings} />
            <NoteSettings settings={settings} />
            <AnkiAddress settings={settings} />
          </>
        ) : (
          <PanelText as="output">{loading}</PanelText>
        )}
      </Panel>
      <QueuePanel />
      <WordFilesPanels />
    </>
  );
}
