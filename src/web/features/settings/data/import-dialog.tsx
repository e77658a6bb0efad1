import type { DataCounts, ImportPreview } from "#shared/data.ts";
import { dropImport, takeIn } from "#web/api/data.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { Confirm } from "./confirm.tsx";
import { useCountsText } from "./counts-text.ts";
import { useReplace } from "./use-replace.ts";

type Props = { found: ImportPreview; now: DataCounts | undefined; onClose: () => void };

/** What is in the file and what is here, before one takes the place of the other. */
export function ImportDialog({ found, now, onClose }: Props) {
  const t = useSettingsStrings().data;
  const language = useInterfaceLanguage();
  const countsText = useCountsText();
  const replace = useReplace(takeIn);
  const date = new Date(found.exportedAt).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  const close = () => {
    onClose();
    if (replace.isIdle || replace.isError) void dropImport(found.id).catch(() => {}); // the next start deletes it, too
  };
  return (
    <Confirm
      title={t.importTitle}
      action={t.replace}
      change={replace}
      onConfirm={() => replace.mutate(found.id)}
      onClose={close}
    >
      <p>
        <b>{t.inFile(date)}</b>
        <br />
        {countsText(found.counts)}
      </p>
      {now && (
        <p>
          <b>{t.here}</b>
          <br />
          {countsText(now)}
        </p>
      )}
      <p>{t.replaceHint}</p>
    </Confirm>
  );
}
