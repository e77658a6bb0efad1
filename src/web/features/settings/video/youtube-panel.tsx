import { useState } from "react";
import { youtubeUses } from "#shared/setting-values.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { Choice } from "#web/features/settings/learner-choice.tsx";
import { Panel } from "#web/features/settings/panel.tsx";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Checkbox, InputRow, TextInput } from "#web/ui/field.tsx";
import { ToolTest } from "./tool-test.tsx";
import { ToolList } from "./tool-list.tsx";

/** What may be asked of YouTube, and the tools that ask. */
export function YoutubePanel() {
  const t = useSettingsStrings().video.youtube;
  const { youtube } = useSettings();
  return (
    <Panel title="YouTube">
      <Choice
        name="youtube"
        label="YouTube"
        hint={t.useHint}
        value={youtube}
        choices={youtubeUses.map((value) => ({ value, label: t[value] }))}
        change={(chosen) => ({ youtube: chosen })}
      />
      {youtube === "tools" && (
        <>
          <FrameAhead />
          <YtDlpPath />
          <ToolList />
          <ToolTest />
        </>
      )}
    </Panel>
  );
}

function FrameAhead() {
  const t = useSettingsStrings().video.youtube;
  const { frameAhead } = useSettings();
  const save = useUpdateSettings();
  return (
    <SettingField id="frame-ahead" label={t.ahead} hint={t.aheadHint} save={save}>
      <label>
        <Checkbox
          id="frame-ahead"
          aria-describedby="frame-ahead-hint"
          checked={frameAhead}
          onChange={({ target }) => save.mutate({ frameAhead: target.checked })}
        />{" "}
        {t.aheadYes}
      </label>
    </SettingField>
  );
}

/** Saved with Enter, or when the field is left. */
function YtDlpPath() {
  const t = useSettingsStrings().video.youtube;
  const { ytDlpPath } = useSettings();
  const save = useUpdateSettings({ waits: true });
  const [typed, setTyped] = useState<string | null>(null);
  const store = () => {
    if (typed === null || typed.trim() === (ytDlpPath ?? "")) return setTyped(null);
    save.mutate({ ytDlpPath: typed.trim() || null }, { onSuccess: () => setTyped(null) });
  };
  return (
    <SettingField id="yt-dlp-path" label="yt-dlp" hint={t.pathHint} save={save}>
      <InputRow onSubmit={store}>
        <TextInput
          id="yt-dlp-path"
          aria-describedby="yt-dlp-path-hint"
          value={typed ?? ytDlpPath ?? ""}
          placeholder="/usr/local/bin/yt-dlp"
          onChange={({ target }) => setTyped(target.value)}
          onBlur={store}
        />
      </InputRow>
    </SettingField>
  );
}
