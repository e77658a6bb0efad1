import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ResolvedResponder } from "#shared/llm-settings.ts";
import { useIsGone } from "#web/api/events/use-events.ts";
import { statusQuery } from "#web/api/status.ts";
import type { Strings } from "#web/i18n/en.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { locationName } from "#web/models/location-name.ts";
import { useIsDownloading } from "#web/models/use-download.ts";
import { shortName } from "#web/models/short-name.ts";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { ChevronIcon } from "#web/ui/icons.tsx";
import { lazyPart } from "#web/ui/lazy.tsx";
import styles from "./model-chip.module.css";

const ModelMenu = lazyPart(() => import("./model-menu.tsx").then((part) => part.ModelMenu), {
  useStrings: () => [...useAnsweringStrings.useStart(), ...useModelsStrings.useStart()],
});

type ChipState = { dot: "ready" | "missing" | "off" | "unknown"; words: keyof Strings["chat"]["modelState"] };

/** Without Blossom, the last known state says nothing about the model. */
const unknown: ChipState = { dot: "unknown", words: "unknown" };
/** The chip of each state: one label per cause, because each has another remedy. Any other error is "failing". */
const chipStates: Partial<Record<ResolvedResponder["state"], ChipState>> = {
  ready: { dot: "ready", words: "ready" },
  unknown,
  model_not_found: { dot: "missing", words: "missing" },
  no_key: { dot: "off", words: "noKey" },
  no_model: { dot: "unknown", words: "noModel" },
  consent_needed: { dot: "missing", words: "consent" },
  connect: { dot: "off", words: "off" },
  timeout: { dot: "off", words: "silent" },
  dns: { dot: "off", words: "unknownName" },
  bad_url: { dot: "off", words: "badAddress" },
  tls: { dot: "off", words: "notSecure" },
  wrong_endpoint: { dot: "off", words: "otherService" },
  invalid_response: { dot: "off", words: "otherService" },
  forbidden_host: { dot: "off", words: "forbidden" },
  auth: { dot: "off", words: "wantsKey" },
  permission: { dot: "off", words: "noPermission" },
  billing: { dot: "off", words: "noCredit" },
  rate_limited: { dot: "missing", words: "busy" },
  overloaded: { dot: "missing", words: "busy" },
  loading: { dot: "missing", words: "loading" },
};

/** An expected state, not a missing model. */
const downloading: ChipState = { dot: "missing", words: "downloading" };

function toChipState({ state, hasKey, relayed }: Pick<ResolvedResponder, "state" | "hasKey" | "relayed">): ChipState {
  // Ollama relays the model, so there is no key to enter
  if (state === "auth" && relayed) return { dot: "off", words: "signIn" };
  if (state === "auth" && hasKey) return { dot: "off", words: "keyRefused" };
  return chipStates[state] ?? { dot: "off", words: "failing" };
}

/** The model that answers and where it runs. Opens the list of models, or leads to Settings if nothing is set up yet. */
export function ModelChip() {
  const t = useTranslate();
  const { data: status } = useQuery(statusQuery);
  /** Counts the presses that opened the list; 0 means closed. Another press is another try if the list could not be loaded. */
  const [press, setPress] = useState(0);
  const isGone = useIsGone();
  const isComing = useIsDownloading(status?.responder.state === "model_not_found" ? status.responder.model : null);
  if (!status) return null;
  const { responder, demo } = status;
  const { model } = responder;
  const name = shortName(model);
  const state = demo ? "ready" : responder.state;
  const isSet = state !== "no_model" && state !== "no_key";
  const chip = isGone && isSet ? unknown : isComing ? downloading : toChipState({ ...responder, state });
  // a model that cannot answer says why in the place of where it runs
  const isTrouble = chip.dot === "off" || chip.dot === "missing";
  const where = locationName(responder, t);
  const words = (
    <>
      <span className={cx(styles.dot, styles[chip.dot])} aria-hidden="true" />
      <span className={styles.name}>{isSet ? name : t.chat.noModel}</span>
      {isSet && <span className={cx(styles.location, isTrouble && "visually-hidden")}> · {where}</span>}
      <span className={isTrouble ? styles.trouble : "visually-hidden"}> ({t.chat.modelState[chip.words]})</span>
    </>
  );
  if (!isSet) {
    return (
      <ButtonLink kind="chip" href="/settings/models" className={styles.model} title={t.chat.modelSettings}>
        {words}
      </ButtonLink>
    );
  }
  return (
    <>
      <Button
        kind="chip"
        className={styles.model}
        title={name === model ? t.chat.chooseModel : model}
        aria-haspopup="dialog"
        onPointerEnter={ModelMenu.preload}
        onFocus={ModelMenu.preload}
        onClick={() => setPress((last) => last + 1)}
      >
        {words}
        <ChevronIcon size={13} />
      </Button>
      {press > 0 && <ModelMenu key={press} onClose={() => setPress(0)} />}
    </>
  );
}
