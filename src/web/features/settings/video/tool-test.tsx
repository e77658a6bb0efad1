import { useState } from "react";
import { useTestVideoTools } from "#web/api/youtube.ts";
import { toApiError } from "#web/api/client.ts";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { InputRow, TextInput } from "#web/ui/field.tsx";

/** Asks YouTube about one video with each tool. */
export function ToolTest() {
  const t = useSettingsStrings().video.youtube;
  const errorText = useErrorText();
  const { duration } = useFormat();
  const test = useTestVideoTools();
  const [link, setLink] = useState("");
  const id = idIn(link);
  return (
    <SettingField id="tool-test" label={t.test} hint={t.testHint}>
      <InputRow onSubmit={() => id !== null && test.mutate(id)}>
        <TextInput
          id="tool-test"
          aria-describedby="tool-test-hint"
          value={link}
          onChange={({ target }) => setLink(target.value)}
        />
        <Button type="submit" disabled={id === null} isPending={test.isPending}>
          {t.run}
        </Button>
      </InputRow>
      <output>
        {test.error && <p>{errorText(toApiError(test.error))}</p>}
        {test.data?.results.map(({ name, title, ms, error }) => (
          <p key={name}>
            <b>{name}</b> {error ? errorText(error) : `${t.worked(duration(ms))} ${title ?? ""}`}
          </p>
        ))}
      </output>
    </SettingField>
  );
}

/** The id in a link of any kind, or an id alone. */
const idIn = (link: string) => /(?:^|[/=])([A-Za-z0-9_-]{11})(?=$|[?&#/])/.exec(link.trim())?.[1] ?? null;
