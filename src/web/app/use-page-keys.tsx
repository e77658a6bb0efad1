import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { useKeysStrings } from "#web/i18n/use-keys-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";

const KeysDialog = lazyPart(() => import("./keys-dialog.tsx").then((part) => part.KeysDialog), {
  useStrings: useKeysStrings.useStart,
});

/** The shortcuts that every page has. Returns the dialog of shortcuts while it is open. */
export function usePageKeys(): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const [, navigate] = useLocation();
  useShortcut("help", () => setIsOpen(true));
  useShortcut("newChat", () => navigate("/chat"));
  useShortcut("openWords", () => navigate("/words"));
  return isOpen && <KeysDialog onClose={() => setIsOpen(false)} />;
}
