import { type ReactNode, useState } from "react";
import type { Usage } from "#shared/answer.ts";
import type { Responder } from "#shared/responder.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { placeName } from "#web/models/place-name.ts";
import { Button } from "#web/ui/button.tsx";
import { ChevronIcon } from "#web/ui/icons.tsx";
import { lazyPart } from "#web/ui/lazy.tsx";
import styles from "./made-by.module.css";

const MadeByDetails = lazyPart(() => import("./made-by-details.tsx").then((part) => part.MadeByDetails), {
  useStrings: useAnsweringStrings.useStart,
});

type Props = {
  responder: Responder | null;
  usage: Usage | null;
  /** What else stands in the line. */
  children?: ReactNode;
};

/** Who gave an answer, and where; one press says below where the question went and what it took. */
export function MadeBy({ responder, usage, children }: Props) {
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
          {responder.model} · {placeName(responder, t)}
        </span>
        <ChevronIcon size={14} />
        <span className="visually-hidden">{t.errors.detail}</span>
      </Button>
      {children}
      {isOpen && <MadeByDetails responder={responder} usage={usage} />}
    </>
  );
}
