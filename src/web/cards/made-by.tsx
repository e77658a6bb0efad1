import { type ReactNode, useState } from "react";
import type { Answerer, Usage } from "#shared/answer.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { placeName } from "#web/models/place-name.ts";
import { ChevronIcon } from "#web/ui/icons.tsx";
import { later } from "#web/ui/later.tsx";
import "./made-by.css";

const MadeByDetails = later(() => import("./made-by-details.tsx").then((part) => part.MadeByDetails));

type Props = {
  answerer: Answerer | null;
  usage: Usage | null;
  /** What else stands in the line. */
  children?: ReactNode;
};

/** Who gave an answer, and where; one press says below where the question went and what it took. */
export function MadeBy({ answerer, usage, children }: Props) {
  const t = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  if (!answerer) return children;
  return (
    <>
      <button type="button" className="made-by" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <span>
          {answerer.model} · {placeName(answerer, t)}
        </span>
        <ChevronIcon size={14} />
        <span className="visually-hidden">{t.errors.detail}</span>
      </button>
      {children}
      {isOpen && <MadeByDetails answerer={answerer} usage={usage} />}
    </>
  );
}
