import { useBinStrings } from "#web/i18n/use-bin-strings.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";

export const SettingsPage = lazyPart(
  () => import("#web/features/settings/settings-page.tsx").then((part) => part.SettingsPage),
  {
    isPage: true,
    useStrings: () => [...useSettingsStrings.useStart(), ...useModelsStrings.useStart()],
  },
);

export const BinPage = lazyPart(() => import("#web/features/bin/bin-page.tsx").then((part) => part.BinPage), {
  isPage: true,
  useStrings: useBinStrings.useStart,
});
