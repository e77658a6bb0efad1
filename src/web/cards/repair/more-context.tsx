import { Link } from "wouter";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { OtherWindow } from "./other-window.tsx";
import type { Broken } from "./broken.ts";

/** More than the model can read at once: a larger window where it has one, or a chat without a past. */
export function MoreContext(broken: Broken) {
  const t = useAnsweringStrings().repair;
  return (
    <div className="repair">
      <ul className="choices">
        {broken.provider === "ollama" && <OtherWindow {...broken} toward="more" />}
        <li>
          <Link className="button" href="/chat">
            {t.newChat}
          </Link>
        </li>
      </ul>
    </div>
  );
}
