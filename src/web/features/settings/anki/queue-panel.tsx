import { useQuery } from "@tanstack/react-query";
import { ankiQueueQuery, useAnkiQueue } from "#web/api/anki.ts";
import { toApiError } from "#web/api/client.ts";
import { Item, ItemList } from "#web/features/settings/item-list.tsx";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { Button } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";

/** Words that wait for Anki, and those that it did not take. Nothing is shown while there are none. */
export function QueuePanel() {
  const { queue: t } = useAnkiStrings();
  const { count } = useFormat();
  const errorText = useErrorText();
  const { data } = useQuery(ankiQueueQuery);
  const { retry, clear } = useAnkiQueue();
  if (!data || (data.waiting === 0 && data.failed.length === 0)) return null;
  const onError = (error: unknown) => showToast({ text: errorText(toApiError(error)) });
  return (
    <Panel title={t.title}>
      <PanelText as="output">
        {data.waiting > 0 && t.waiting(data.waiting, count(data.waiting))}
        {data.failed.length > 0 && <p>{t.failed}</p>}
      </PanelText>
      {data.failed.length > 0 && (
        <ItemList>
          {data.failed.map(({ id, lemma, problem }) => (
            <Item key={id}>
              <span>
                <b>{lemma}</b>
                <small lang="en">{problem}</small>
              </span>
            </Item>
          ))}
        </ItemList>
      )}
      <PanelText>
        {data.waiting > 0 && (
          <Button isPending={retry.isPending} onClick={() => retry.mutate(undefined, { onError })}>
            {t.retry}
          </Button>
        )}{" "}
        <Button isPending={clear.isPending} onClick={() => clear.mutate(undefined, { onError })}>
          {t.clear}
        </Button>
      </PanelText>
    </Panel>
  );
}
