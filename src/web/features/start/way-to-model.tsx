import type { ReactNode } from "react";
import { Link } from "wouter";
import { providerDescriptors } from "#shared/providers.ts";
import { hostOf } from "#web/api/host-of.ts";
import { GetModel } from "#web/cards/repair/get-model.tsx";
import { useStartStrings } from "#web/i18n/use-start-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { KeyEntry } from "./key-entry.tsx";
import type { Answerer } from "./use-answerer.ts";
import styles from "./who-answers.module.css";

/** Shows the next step to a first model. It depends on what was found on this computer. */
export function WayToModel({ answerer, hasChoices }: { answerer: Answerer; hasChoices: boolean }) {
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
      {empty.map(({ name, url }) => (
        <p key={url}>{t.serverIsEmpty(name, hostOf(url))}</p>
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

/** A row of the steps that the learner can choose among. */
export const Actions = ({ children }: { children: ReactNode }) => <div className={styles.actions}>{children}</div>;
