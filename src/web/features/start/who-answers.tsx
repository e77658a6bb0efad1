import { Link } from "wouter";
import type { ErrorCode } from "#shared/error-codes.ts";
import { runsHere } from "#shared/gateway.ts";
import type { ResolvedResponder } from "#shared/llm-settings.ts";
import { providerDescriptors } from "#shared/providers.ts";
import type { Status } from "#shared/status.ts";
import { isReadElsewhere } from "#web/api/host-of.ts";
import { GetModel } from "#web/cards/repair/get-model.tsx";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useStartStrings } from "#web/i18n/use-start-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { locationName } from "#web/models/location-name.ts";
import { useDownload } from "#web/models/use-download.ts";
import { Spinner } from "#web/ui/spinner.tsx";
import { KeyEntry } from "./key-entry.tsx";
import { useAnswerer } from "./use-answerer.ts";
import { Actions, WayToModel } from "./way-to-model.tsx";
import styles from "./who-answers.module.css";

/** Says in one line which model answers. If no model is set, it also shows how to get one. */
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
  const other = choices.find(({ goesTo, model }) => goesTo !== "computer" || model !== responder.model);
  if (demo) return <p>{t.demo}</p>;
  if (other) {
    const { model, host } = other;
    return <p>{responder.model ? t.asksWhich(responder.model, model, host) : t.asks(model, host)}</p>;
  }
  const isDownloadable = providerDescriptors[responder.provider].keepsModels;
  switch (responder.state) {
    case "ready":
    case "unknown":
    case "loading":
      return <Answers responder={responder} />;
    case "no_model":
      return <p>{t.noModel}</p>;
    case "no_key":
      return <NoKey />;
    case "model_not_found":
      return isDownloadable ? (
        <Coming responder={responder} />
      ) : (
        <Trouble responder={responder} code="model_not_found" />
      );
    default:
      return <Trouble responder={responder} code={responder.state} />;
  }
}

function Answers({ responder }: { responder: ResolvedResponder }) {
  const t = useStartStrings();
  const strings = useTranslate();
  const { model } = responder;
  const isHere = runsHere(responder) && !isReadElsewhere();
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

/** Says why the chosen model cannot answer. */
function Trouble({ responder: { model, host }, code }: { responder: ResolvedResponder; code: ErrorCode }) {
  const t = useTranslate().chat;
  const errorText = useErrorText();
  return (
    <p>
      {errorText({ code, message: "", model, host })} <Link href="/settings/models">{t.openSettings}</Link>
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
