import type { ProviderType } from "#shared/providers.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { DownloadModel } from "#web/models/download-model.tsx";
import { findModel } from "#shared/canonical-name.ts";
import { type KnownModels, providerHelp } from "#web/features/settings/connection/provider-help.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";

type Props = { provider: ProviderType; known: KnownModels; model: string; fieldId: string };

/** Says that a chosen model is missing. It stays chosen, because another model would silently answer differently. */
export function MissingModel({ provider, known, model, fieldId }: Props) {
  const t = useSettingsStrings();
  const isMissing = known.from === "server" && known.models.length > 0 && !findModel(known.models, model);
  if (!model || !isMissing) return null;

  const canBeGot = !!providerHelp[provider].getCommand;
  return (
    <Note kind="warning" role="alert">
      <p>{canBeGot ? t.models.missing(model) : t.models.missingElsewhere(model)}</p>
      {canBeGot && <DownloadModel model={model} />}
      <Button onClick={() => openList(fieldId)}>{t.models.chooseAnother}</Button>
    </Note>
  );
}

function openList(fieldId: string) {
  const field = document.getElementById(fieldId);
  field?.focus();
  try {
    if (field instanceof HTMLSelectElement) field.showPicker();
  } catch {
    // the browser does not open the list from code: the field has the focus, and an arrow key opens it
  }
}
