import type { ComponentProps } from "react";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import type { ExportDialog } from "./export-dialog.tsx";
import type { ImportDialog } from "./import-dialog.tsx";

export const LazyExportDialog = lazyPart<ComponentProps<typeof ExportDialog>>(
  () => import("./export-dialog.tsx").then((part) => part.ExportDialog),
  { useStrings: useAnkiStrings.useStart },
);

export const LazyImportDialog = lazyPart<ComponentProps<typeof ImportDialog>>(
  () => import("./import-dialog.tsx").then((part) => part.ImportDialog),
  { useStrings: useAnkiStrings.useStart },
);
