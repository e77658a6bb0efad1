import { presets } from "#shared/presets.ts";
import { hostOf } from "#web/api/host-of.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Field } from "#web/ui/field.tsx";
import styles from "./server-presets.module.css";

type Props = { url: string; onUse: (url: string) => void };

/** Common servers at their usual addresses, one press each. */
export function ServerPresets({ url, onUse }: Props) {
  const t = useSettingsStrings().connection;
  const groups = [
    { title: t.presetsHere, of: presets.filter(({ local }) => local) },
    { title: t.presetsHosted, of: presets.filter(({ local }) => !local) },
  ];
  return (
    <Field label={t.presets} isTall>
      {groups.map((group) => (
        <div key={group.title} className={styles.group}>
          <small>{group.title}</small>
          <ul>
            {group.of.map((preset) => (
              <li key={preset.label}>
                <Button
                  aria-pressed={preset.url === url}
                  aria-label={t.usePreset(preset.label, hostOf(preset.url))}
                  title={preset.url}
                  onClick={() => onUse(preset.url)}
                >
                  {preset.label}
                  {preset.local && <small>:{URL.parse(preset.url)?.port}</small>}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Field>
  );
}
