import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { isThisComputer } from "#shared/local-hosts.ts";
import type { Status } from "#shared/status.ts";
import { statusQuery } from "#web/api/status.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { placeName } from "#web/models/place-name.ts";
import { ChevronIcon } from "#web/ui/icons.tsx";
import { later } from "#web/ui/later.tsx";
import "./top-controls.css";

const ModelMenu = later(() => import("./model-menu.tsx").then((part) => part.ModelMenu));

type State = "ready" | "missing" | "off" | "noKey" | "unknown";

/** Who answers and where it runs. Opens the list of who else could; leads to Settings where there is nobody yet. */
export function ModelChip() {
  const t = useTranslate();
  const { data: status } = useQuery({ ...statusQuery, refetchInterval: pauseAfter });
  /** Which press opened the list; 0: it is closed. Another press is another try, where the list could not come. */
  const [press, setPress] = useState(0);
  if (!status) return null;
  const state = stateOf(status);
  const isSet = status.chatModel !== "" && state !== "noKey";
  const { chatHost: host, chatModelRemote: relayed } = status;
  const place = placeName({ host, goesTo: isThisComputer(host) ? "computer" : "cloud", relayed }, t);
  const words = (
    <>
      <span className={`dot ${state}`} aria-hidden="true" />
      <span className="model-name">{isSet ? status.chatModel : t.chat.noModel}</span>
      {isSet && <span className="model-place"> · {place}</span>}
      <span className="visually-hidden"> ({t.chat.modelState[state]})</span>
    </>
  );
  if (!isSet) {
    return (
      <Link href="/settings/models" className="chip model-chip" title={t.chat.modelSettings}>
        {words}
      </Link>
    );
  }
  return (
    <>
      <button
        type="button"
        className="chip model-chip"
        title={t.chat.chooseModel}
        aria-haspopup="dialog"
        onClick={() => setPress((last) => last + 1)}
      >
        {words}
        <ChevronIcon size={13} />
      </button>
      {press > 0 && <ModelMenu key={press} status={status} onClose={() => setPress(0)} />}
    </>
  );
}

/** A server that took its time to answer is known the next time; a model on its way is there soon. */
function pauseAfter({ state: { data } }: { state: { data?: Status | undefined } }) {
  if (data?.chatAvailable === null) return 1_000;
  return data?.chatModelMissing ? 5_000 : 30_000;
}

function stateOf({ llmProvider, chatAvailable, chatModelMissing, anthropicConfigured, demo }: Status): State {
  if (demo) return "ready";
  if (llmProvider === "anthropic" && !anthropicConfigured) return "noKey";
  if (chatModelMissing) return "missing";
  return chatAvailable === null ? "unknown" : chatAvailable ? "ready" : "off";
}
