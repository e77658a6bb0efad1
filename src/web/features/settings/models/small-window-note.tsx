import { findModel } from "#shared/canonical-name.ts";
import type { ProviderType } from "#shared/providers.ts";
import { instructionTokens, smallWindow, wantedWindow } from "#shared/window-sizes.ts";
import { windowRemedy } from "#shared/window-remedy.ts";
import type { KnownModels } from "#web/features/settings/connection/provider-help.ts";
import { smallWindowWords } from "#web/i18n/error-words.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Note } from "#web/ui/note.tsx";

/** Warns of a window in which hardly more than Blossom's instructions fits, before a message fails. */
export function SmallWindowNote({
  provider,
  known,
  model,
}: {
  provider: ProviderType;
  known: KnownModels;
  model: string;
}) {
  const { errors } = useTranslate();
  const info = findModel(known.models, model);
  const contextTokens = info?.contextLength;
  if (!contextTokens || contextTokens >= smallWindow) return null;
  const remedy = windowRemedy(provider, info, contextTokens);
  const found = { contextTokens, instructionTokens, wantedTokens: wantedWindow, remedy };
  return (
    <Note kind="warning">
      <p>{smallWindowWords(errors, found, model)}</p>
    </Note>
  );
}
