import { type ReactNode, useState } from "react";
import type { InstalledDictionary } from "#shared/dictionaries.ts";
import { useChangeDictionaries } from "#web/api/dictionaries.ts";
import { nameLanguage } from "#web/features/settings/languages/language-names.ts";
import { useDictionaryName } from "#web/i18n/use-dictionary-name.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { ArrowDownIcon, ArrowUpIcon } from "#web/ui/icons.tsx";
import { Item } from "#web/features/settings/item-list.tsx";
import styles from "./dictionaries.module.css";

type Props = { dictionary: InstalledDictionary; position: number; count: number };

/** One dictionary: whether it is used, its place in the order, its size, licence and source. */
export function DictionaryRow({ dictionary, position, count }: Props) {
  const t = useSettingsStrings().dictionaries;
  const language = useInterfaceLanguage();
  const change = useChangeDictionaries();
  const { id, isEnabled, isBundled, isDamaged } = dictionary;
  const name = useDictionaryName()(id, dictionary.name);
  const move = (to: number) => change.mutate({ do: "change", id, position: to });

  return (
    <Item>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={isEnabled}
          disabled={isDamaged}
          onChange={() => change.isPending || change.mutate({ do: "change", id, isEnabled: !isEnabled })}
        />
        <span>
          <b>{name}</b>
          <small>{nameLanguage(dictionary.language, language)}</small>
          {isDamaged ? <small className={styles.problem}>{t.unreadable}</small> : <Facts dictionary={dictionary} />}
        </span>
      </label>
      <div className={styles.actions}>
        <MoveButton label={t.up(name)} onMove={position > 0 ? () => move(position - 1) : undefined}>
          <ArrowUpIcon />
        </MoveButton>
        <MoveButton label={t.down(name)} onMove={position < count - 1 ? () => move(position + 1) : undefined}>
          <ArrowDownIcon />
        </MoveButton>
        {!isBundled && <RemoveButton id={id} name={name} />}
      </div>
    </Item>
  );
}

/** Stays focusable at either end, and while its row moves, so that the keyboard's focus is not lost. */
const MoveButton = ({
  label,
  onMove,
  children,
}: {
  label: string;
  onMove?: (() => void) | undefined;
  children: ReactNode;
}) => (
  <Button kind="icon" aria-label={label} isOff={!onMove} onClick={onMove}>
    {children}
  </Button>
);

function Facts({ dictionary }: { dictionary: InstalledDictionary }) {
  const t = useSettingsStrings().dictionaries;
  const { bytes, count } = useFormat();
  const { entries, facts, version, licence, source, isBundled } = dictionary;
  return (
    <>
      <small>
        {[
          entries > 0 && t.entries(count(entries)),
          facts > 0 && t.facts(count(facts)),
          bytes(dictionary.bytes),
          version,
          isBundled && t.bundled,
        ]
          .filter(Boolean)
          .join(" · ")}
      </small>
      <small>
        {t.licence(licence || t.unknownLicence)}{" "}
        {/^https?:/.test(source) && (
          <a href={source} target="_blank" rel="noreferrer">
            {new URL(source).host}
          </a>
        )}
      </small>
    </>
  );
}

/** Asks for confirmation, because a removed dictionary must be imported again. */
function RemoveButton({ id, name }: { id: string; name: string }) {
  const t = useSettingsStrings().dictionaries;
  const change = useChangeDictionaries();
  const [asks, setAsks] = useState(false);
  return (
    <>
      {/* one button for both presses, so that it keeps the focus */}
      <Button
        kind={asks ? "danger" : "plain"}
        aria-label={t.removeName(name)}
        isPending={change.isPending}
        onClick={() => (asks ? change.mutate({ do: "remove", id }) : setAsks(true))}
      >
        {asks ? t.removeNow : t.remove}
      </Button>
      {asks && <Button onClick={() => setAsks(false)}>{t.keep}</Button>}
    </>
  );
}
