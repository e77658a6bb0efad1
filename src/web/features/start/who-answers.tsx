import type { ReactNode } from "react";
import { Link } from "wouter";
import { isGateway } from "#shared/gateway.ts";
import type { ResolvedResponder } from "#shared/llm-settings.ts";
import { providerDescriptors } from "#shared/providers.ts";
import type { FoundServer, Status } from "#shared/status.ts";
import { hostOf, isReadElsewhere } from "#web/api/host-of.ts";
import { GetModel } from "#web/cards/repair/get-model.tsx";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useStartStrings } from "#web/i18n/use-start-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { locationName } from "#web/models/location-name.ts";
import { useDownload } from "#web/models/use-download.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Spinner } from "#web/ui/spinner.tsx";
import { KeyEntry } from "./key-entry.tsx";
import { type Answerer, useAnswerer } from "./use-answerer.ts";
import styles from "./who-answers.module.css";

/** One line that says who answers. If nobody does, also the way to a model. */
export function WhoAnswers() {
  const t = useStartStrings();
  const answerer = useAnswerer();
  const { status, isUnset, isLooking } = answerer;
  return (
    <div className={styles.who} aria-live="polite">
      {!status || (isLooking && status.choices.length === 0) ? (
        <p className={styles.looking}>
          <Spinner size={16} /> {t.looking}
        </p>
      ) : (
        <>
          <State status={status} />
          {isUnset && <WayToModel answerer={answerer} hasChoices={status.choices.length > 0} />}
        </>
      )}
      {answerer.hasSaveFailed && <p className={styles.failure}>{t.saveFailed}</p>}
    </div>
  );
}

function State({ status: { demo, responder, choices } }: { status: Status }) {
  const t = useStartStrings();
  const [beyond] = choices.filter(({ goesTo, model }) => goesTo !== "computer" || model !== responder.model);
  if (demo) return <p>{t.demo}</p>;
  if (beyond) {
    const { model, host } = beyond;
    return <p>{responder.model ? t.asksWhich(responder.model, model, host) : t.asks(model, host)}</p>;
  }
  switch (responder.state) {
    case "no_model":
      return <p>{t.noModel}</p>;
    case "no_key":
      return <NoKey />;
    case "model_not_found":
      return providerDescriptors[responder.provider].keepsModels ? (
        <Coming responder={responder} />
      ) : (
        <Trouble responder={responder} />
      );
    case "ready":
    case "unknown":
    case "loading":
      return <Answers responder={responder} />;
    default:
      return <Trouble responder={responder} />;
  }
}

function Answers({ responder }: { responder: ResolvedResponder }) {
  const t = useStartStrings();
  const strings = useTranslate();
  const { model, goesTo } = responder;
  const isHere = goesTo === "computer" && !isGateway(responder) && !isReadElsewhere();
  return (
    <p className={styles.ready}>
      {isHere ? t.answersHere(model) : t.answersAt(model, locationName(responder, strings))}
    </p>
  );
}

/** The chosen model is not on its server, or not yet. */
function Coming({ responder: { model } }: { responder: ResolvedResponder }) {
  const t = useStartStrings();
  const { isComing } = useDownload(model);
  return (
    <>
      <p>{isComing ? t.meanwhile(model) : t.noModel}</p>
      <GetModel model={model} />
    </>
  );
}

function Trouble({ responder }: { responder: ResolvedResponder }) {
  const t = useTranslate().chat;
  const errorText = useErrorText();
  const { model, host, state } = responder;
  if (state === "ready" || state === "unknown") return null;
  return (
    <p>
      {errorText({ code: state, message: "", model, host })} <Link href="/settings/models">{t.openSettings}</Link>
    </p>
  );
}

function NoKey() {
  const t = useStartStrings();
  return (
    <>
      <p>{t.noModel}</p>
      <Actions>
        <KeyEntry />
      </Actions>
    </>
  );
}

/** What was found on this computer decides which step comes next. */
function WayToModel({ answerer, hasChoices }: { answerer: Answerer; hasChoices: boolean }) {
  const t = useStartStrings();
  const { openSettings } = useTranslate().chat;
  const { store, servers, toGet, hasServerKey, lookAgain, hasFailed, choose } = answerer;
  const empty = servers.filter(({ suggestion, provider }) => !suggestion && !providerDescriptors[provider].keepsModels);
  return (
    <>
      {hasFailed && <p>{t.lookFailed}</p>}
      {store && (
        <>
          <p>{store.models.length > 0 ? t.onlyCloud : t.ollamaIsEmpty}</p>
          {/* choose the model first: the download goes to the server in the settings, and the learner wants this model to answer */}
          <GetModel model={toGet} prepare={() => choose(store, toGet)} />
        </>
      )}
      {empty.map((server: FoundServer) => (
        <p key={server.url}>{t.serverIsEmpty(server.name, hostOf(server.url))}</p>
      ))}
      {hasServerKey && <p>{t.keyForServer}</p>}
      {!store && !hasChoices && <p>{t.needsModel}</p>}
      {!hasChoices && (
        <Actions>
          {!store && (
            <a className={buttonClass("plain")} href="https://ollama.com/download" target="_blank" rel="noreferrer">
              {t.getOllama}
            </a>
          )}
          <KeyEntry />
          <Link className={buttonClass("quiet")} href="/settings/models">
            {openSettings}
          </Link>
          <Button kind="quiet" onClick={lookAgain}>
            {t.lookAgain}
          </Button>
        </Actions>
      )}
    </>
  );
}

const Actions = ({ children }: { children: ReactNode }) => <div className={styles.actions}>{children}</div>;
