import { useWordEditStrings } from "#web/i18n/use-word-edit-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import type { EditDialogProps } from "./edit-dialog.tsx";

export const LazyEditDialog = lazyPart<EditDialogProps>(
  () => import("./edit-dialog.tsx").then((part) => part.EditDialog),
  {
    useStrings: useWordEditStrings.useStart,
  },
);
