import { type ReactNode, useState } from "react";
import type { Usage } from "#shared/answer.ts";
import type { Responder } from "#shared/responder.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { locationName } from "#web/models/location-name.ts";
import { Button } from "#web/ui/button.tsx";
import { ChevronIcon } from "#web/ui/icons.tsx";
import { lazyPart } from "#web/ui/lazy.tsx";
import styles from "./responder-line.module.css";

const ResponderDetails = lazyPart(() => import("./responder-details.tsx").then((part) => part.ResponderDetails), {
  useStrings: useAnsweringStrings.useStart,
});

type Props = {
  responder: Responder | null;
  usage: Usage | null;
  /** The generation whose raw answer Details shows. */
  generationId?: string | undefined;
  /** More content of the line. */
  children?: ReactNode;
};

/** Who gave an answer and where. A press shows where the question went and what the answer took. */
export function ResponderLine({ responder, usage, generationId, children }: Props) {
  const t = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  if (!responder) return children;
  return (
    <>
      <Button
        kind="quiet"
        className={styles.button}
        data-made-by=""
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span>
          {responder.model} · {locationName(responder, t)}
        </span>
        <ChevronIcon size={14} />
        <span className="visually-hidden">{t.errors.detail}</span>
      </Button>
      {children}
      {isOpen && <ResponderDetails responder={responder} usage={usage} generationId={generationId} />}
    </>
  );
}
