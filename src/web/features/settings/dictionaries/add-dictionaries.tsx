import type { DictionaryJob, DictionaryOffer } from "#shared/dictionaries.ts";
import { toApiError } from "#web/api/client.ts";
import { useChangeDictionaries } from "#web/api/dictionaries.ts";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { DictionaryJobRow } from "./dictionary-job-row.tsx";
import { ImportButton } from "./import-button.tsx";
import { Item, ItemList } from "#web/features/settings/item-list.tsx";
import styles from "./dictionaries.module.css";

/** What can be installed with one press, the import of a file, and the running and failed installations. */
export function AddDictionaries({ jobs, offers }: { jobs: DictionaryJob[]; offers: DictionaryOffer[] }) {
  const t = useSettingsStrings().dictionaries;
  const change = useChangeDictionaries();
  const errorText = useErrorText();
  const isShown = (id: string) => jobs.some((job) => job.id === id);
  return (
    <Panel title={t.add}>
      <ItemList>
        {offers.map((offer) => !isShown(offer.id) && <OfferRow key={offer.id} offer={offer} />)}
        {jobs.map((job) => (
          <DictionaryJobRow key={job.id} job={job} />
        ))}
      </ItemList>
      <PanelText>
        <div className={styles.import}>
          <ImportButton
            label={t.importFile}
            isPending={change.isPending}
            onFile={(file) => change.mutate({ do: "import", file })}
          />
          <Hint>{t.importHint}</Hint>
        </div>
        {change.error && <p role="alert">{errorText(toApiError(change.error))}</p>}
      </PanelText>
    </Panel>
  );
}

function OfferRow({ offer }: { offer: DictionaryOffer }) {
  const t = useSettingsStrings().dictionaries;
  const { bytes } = useFormat();
  const change = useChangeDictionaries();
  const { id, name, host, path, licence, isInstalled, keptBytes } = offer;
  const label = keptBytes > 0 ? t.resume : isInstalled ? t.update : t.install;
  return (
    <Item>
      <div>
        <b>{name}</b>
        <small>{t.about[id]}</small>
        <small>
          {host === null ? t.onThisComputer(path ?? "", bytes(offer.bytes)) : t.from(host, bytes(offer.bytes))}
        </small>
        <small>{t.licence(licence)}</small>
      </div>
      <div className={styles.actions}>
        <Button
          kind={isInstalled ? "plain" : "primary"}
          aria-label={`${label}: ${name}`}
          isPending={change.isPending}
          onClick={() => change.mutate({ do: "install", offer: id })}
        >
          {label}
        </Button>
      </div>
    </Item>
  );
}
