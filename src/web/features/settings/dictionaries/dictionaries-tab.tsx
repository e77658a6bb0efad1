import { useQuery } from "@tanstack/react-query";
import { dictionariesQuery } from "#web/api/dictionaries.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { Button } from "#web/ui/button.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { AddDictionaries } from "./add-dictionaries.tsx";
import { DictionaryRow } from "./dictionary-row.tsx";
import { ItemList } from "#web/features/settings/item-list.tsx";

/** The dictionaries in the order in which they are looked up, and how to get more. */
export function DictionariesTab() {
  const t = useSettingsStrings();
  const { data, isError, refetch } = useQuery(dictionariesQuery);
  if (isError)
    return (
      <Panel title={t.dictionaries.title}>
        <PanelText>
          {t.dictionaries.noList} <Button onClick={() => void refetch()}>{t.tryAgain}</Button>
        </PanelText>
      </Panel>
    );
  return (
    <>
      <Panel title={t.dictionaries.title}>
        <PanelText>
          <Hint>{t.dictionaries.hint}</Hint>
        </PanelText>
        <ItemList>
          {data?.dictionaries.map((dictionary, position, all) => (
            <DictionaryRow key={dictionary.id} dictionary={dictionary} position={position} count={all.length} />
          ))}
        </ItemList>
      </Panel>
      {data && <AddDictionaries jobs={data.jobs} offers={data.offers} />}
    </>
  );
}
