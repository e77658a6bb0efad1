import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { useKeysStrings } from "#web/i18n/use-keys-strings.ts";
import { Dialog } from "#web/ui/dialog.tsx";
import { isSingleKey, type ShortcutGroup, type ShortcutName, shortcutGroups, shortcuts } from "#web/ui/shortcuts.ts";
import styles from "./keys-dialog.module.css";

const isGroup = (name: string): name is ShortcutGroup => name in shortcutGroups;
const groups = Object.keys(shortcutGroups).filter(isGroup);
const isShortcutName = (name: string): name is ShortcutName => name in shortcuts;
const namesOf = (group: ShortcutGroup) => Object.keys(shortcutGroups[group]).filter(isShortcutName);

/** Lists all shortcuts from their one table. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useKeysStrings();
  const { singleKeys } = useSettings();
  const { mutate: save } = useUpdateSettings();
  const isOff = (name: ShortcutName) => !singleKeys && isHandled(name) && isSingleKey(name);
  return (
    <Dialog title={t.title} closeLabel={t.close} kind="wide" onClose={onClose}>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group} aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{t.groups[group]}</h3>
            <dl className={styles.keys}>
              {namesOf(group).map((name) => (
                <div key={name} data-off={isOff(name) || undefined}>
                  <dt>{t[name]}</dt>
                  <dd>
                    {shortcuts[name].shown.map((key) => (
                      <kbd key={key}>{onThisComputer(key)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className={styles.setting}>
        <input
          type="checkbox"
          checked={singleKeys}
          aria-describedby="single-keys-hint"
          onChange={({ target }) => save({ singleKeys: target.checked })}
        />
        {t.singleKeys}
      </label>
      <p className={styles.hint} id="single-keys-hint">
        {t.singleKeysHint}
      </p>
    </Dialog>
  );
}

/** Rows without a key only describe what a part of the page does anyway. */
const isHandled = (name: ShortcutName) => (shortcuts[name].code ?? shortcuts[name].key) !== undefined;

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const macKeys: Record<string, string> = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };
const onThisComputer = (key: string) => (isMac ? (macKeys[key] ?? key) : key);
