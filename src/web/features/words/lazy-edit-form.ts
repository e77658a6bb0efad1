import { useWordEditStrings } from "#web/i18n/use-word-edit-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import type { EditFormProps } from "./edit-form.tsx";

export const LazyEditForm = lazyPart<EditFormProps>(() => import("./edit-form.tsx").then((part) => part.EditForm), {
  useStrings: useWordEditStrings.useStart,
});
