import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { findModel } from "#shared/canonical-name.ts";
import type { KnownModels } from "#web/features/settings/connection/provider-help.ts";
import { useFormat } from "#web/i18n/format.ts";
import { Note } from "#web/ui/note.tsx";

type Props = { known: KnownModels; model: string };

/** Warns that the provider will retire a chosen model, or has retired it, before a request fails. */
export function LifecycleNotice({ known, model }: Props) {
  const t = useSettingsStrings().models;
  const format = useFormat();
  const { lifecycle, retiresAt, label = model } = findModel(known.models, model) ?? {};
  if (lifecycle !== "deprecated" && lifecycle !== "retired") return null;
  return (
    <Note kind="warning">
      <p>
        {lifecycle === "retired" && t.retired(label)}
        {lifecycle === "deprecated" &&
          (retiresAt ? t.deprecated(label, format.day(retiresAt)) : t.deprecatedSoon(label))}
      </p>
    </Note>
  );
}
