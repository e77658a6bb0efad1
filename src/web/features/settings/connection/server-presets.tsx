import { presets } from "#shared/presets.ts";
import { hostOf } from "#web/api/host-of.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";

type Props = { url: string; onUse: (url: string) => void };

/** Servers that many people have, at the address they usually have: one press each. */
export function ServerPresets({ url, onUse }: Props) {
  const t = useSettingsStrings().connection;
  const groups = [
    { title: t.presetsHere, of: presets.filter(({ local }) => local) },
    { title: t.presetsHosted, of: presets.filter(({ local }) => !local) },
  ];
  return (
    <div className="field">
      <div className="field-label">{t.presets}</div>
      <div className="field-control">
        {groups.map((group) => (
          <div key={group.title} className="presets">
            <small>{group.title}</small>
            <ul>
              {group.of.map((preset) => (
                <li key={preset.label}>
                  <button
                    type="button"
                    className="button"
                    aria-pressed={preset.url === url}
                    aria-label={t.usePreset(preset.label, hostOf(preset.url))}
                    title={preset.url}
                    onClick={() => onUse(preset.url)}
                  >
                    {preset.label}
                    {preset.local && <small>:{URL.parse(preset.url)?.port}</small>}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </div>
  );
}
