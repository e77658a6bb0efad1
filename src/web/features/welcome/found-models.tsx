import type { ReactNode } from "react";
import { Link } from "wouter";
import { providerDescriptors } from "#shared/providers.ts";
import { recommendedModels } from "#shared/recommended-models.ts";
import type { FoundServer } from "#shared/status.ts";
import { hostOf } from "#web/api/host-of.ts";
import { useWelcomeStrings } from "#web/i18n/use-welcome-strings.ts";
import { DownloadModel } from "#web/models/download-model.tsx";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { CopyableCommand } from "#web/ui/copyable-command.tsx";
import { CircleCheckIcon } from "#web/ui/icons.tsx";
import { Spinner } from "#web/ui/spinner.tsx";
import styles from "./found-models.module.css";
import type { FoundModels as Found } from "./use-found-models.ts";

/** The models that can answer on this computer, or the next step if there are none. */
export function FoundModels({ found }: { found: Found }) {
  const t = useWelcomeStrings();
  if (found.isDemo) return <p>{t.demo}</p>;
  if (found.isLooking) {
    return (
      <p className={styles.looking}>
        <Spinner size={16} /> {t.looking}
      </p>
    );
  }
  const { chosen, servers, hasAnthropicKey, hasOpenaiKey } = found;
  const hasNothing = !chosen && servers.length === 0 && !hasAnthropicKey && !hasOpenaiKey;
  return (
    <>
      {found.hasFailed && <p className={styles.failure}>{t.lookFailed}</p>}
      {chosen && <Good>{t.chosen(chosen.model, chosen.host)}</Good>}
      {servers.map((server) => (
        <ServerFound key={server.url} found={found} server={server} />
      ))}
      {hasAnthropicKey && <KeyFound found={found} />}
      {hasOpenaiKey && (
        <div className={styles.found}>
          <span>{t.serverSet}</span>
          <ButtonLink href="/settings/models">{t.openSettings}</ButtonLink>
        </div>
      )}
      {hasNothing && <NothingFound />}
      {!found.first && !found.isComing && <Button onClick={found.lookAgain}>{t.lookAgain}</Button>}
      {found.hasSaveFailed && (
        <p role="alert" className={styles.failure}>
          {t.saveFailed}
        </p>
      )}
    </>
  );
}

function Good({ children }: { children: ReactNode }) {
  return (
    <p className={styles.good}>
      <CircleCheckIcon size={17} /> <span>{children}</span>
    </p>
  );
}

function ServerFound({ found, server }: { found: Found; server: FoundServer }) {
  const t = useWelcomeStrings();
  const { chosen, choose, toGet } = found;
  const { name, provider, version, url, models, suggestion } = server;
  const host = hostOf(url);
  if (suggestion) {
    return (
      <div className={styles.found}>
        <span>{t.serverFound([name, version].filter(Boolean).join(" "), host, models.length)}</span>
        {(chosen?.provider !== provider || chosen.model !== suggestion) && (
          <Button onClick={() => void choose(server, suggestion).catch(shownBeside)}>{t.use(suggestion)}</Button>
        )}
      </div>
    );
  }
  if (!isStore(server)) return <p>{t.serverFound(name, host, models.length)}</p>;
  return (
    <>
      <p>{models.length > 0 ? t.onlyCloud : t.noModels(host)}</p>
      <div className={styles.found}>
        <span>{toGet}</span>
        {/* choose the model first: the download goes to the server in the settings, and the learner wants this model to answer */}
        <DownloadModel model={toGet} prepare={() => choose(server, toGet)} onDone={found.lookAgain} isPrimary />
      </div>
      {found.isComing && <p>{t.coming}</p>}
    </>
  );
}

const isStore = ({ provider }: FoundServer) => providerDescriptors[provider].keepsModels;

function KeyFound({ found: { chosen, chooseClaude } }: { found: Found }) {
  const t = useWelcomeStrings();
  return (
    <div className={styles.found}>
      <span>{t.keyFound}</span>
      {chosen?.provider !== "anthropic" && (
        <Button onClick={() => void chooseClaude().catch(shownBeside)}>{t.useClaude}</Button>
      )}
    </div>
  );
}

function NothingFound() {
  const t = useWelcomeStrings();
  return (
    <>
      <p>{t.nothing}</p>
      <p>{t.nothingOllama("ollama.com/download")}</p>
      <GetModel />
      <p>
        {t.nothingKey} <Link href="/settings/models">{t.openSettings}</Link>
      </p>
    </>
  );
}

function GetModel() {
  const t = useWelcomeStrings();
  const command = `ollama pull ${recommendedModels[0].model}`;
  return <CopyableCommand command={command} copyLabel={t.copy} copiedLabel={t.copied} />;
}

/** The mutation keeps its error, and the panel shows it. */
const shownBeside = () => {};
