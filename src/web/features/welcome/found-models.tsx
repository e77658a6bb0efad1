import type { ReactNode } from "react";
import { Link } from "wouter";
import { recommendedModels } from "#shared/recommended-models.ts";
import { hostOf } from "#web/api/host-of.ts";
import { useWelcomeStrings } from "#web/i18n/use-welcome-strings.ts";
import { DownloadModel } from "#web/models/download-model.tsx";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { CopyableCommand } from "#web/ui/copyable-command.tsx";
import { CircleCheckIcon } from "#web/ui/icons.tsx";
import { Spinner } from "#web/ui/spinner.tsx";
import styles from "./found-models.module.css";
import type { FoundModels as Found } from "./use-found-models.ts";

/** Who can answer here, and the next step where nobody can yet. */
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
  const { chosen, ollama, hasAnthropicKey, hasOpenaiKey } = found;
  const hasNothing = !chosen && !ollama && !hasAnthropicKey && !hasOpenaiKey;
  return (
    <>
      {found.hasFailed && <p className={styles.failure}>{t.lookFailed}</p>}
      {chosen && <Good>{t.chosen(chosen.model, chosen.host)}</Good>}
      {ollama && <OllamaFound found={found} status={ollama} />}
      {hasAnthropicKey && <KeyFound found={found} />}
      {hasOpenaiKey && (
        <div className={styles.found}>
          <span>{t.serverSet}</span>
          <ButtonLink href="/settings/models">{t.openSettings}</ButtonLink>
        </div>
      )}
      {hasNothing && <NothingFound />}
      {!found.suggestion && !found.isComing && <Button onClick={found.lookAgain}>{t.lookAgain}</Button>}
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

function OllamaFound({ found, status }: { found: Found; status: NonNullable<Found["ollama"]> }) {
  const t = useWelcomeStrings();
  const { suggestion, chosen, chooseModel } = found;
  const host = hostOf(status.url ?? "");
  if (suggestion) {
    return (
      <div className={styles.found}>
        <span>{t.ollamaFound(status.version ?? "", host, status.models.length)}</span>
        {(chosen?.provider !== "ollama" || chosen.model !== suggestion.id) && (
          <Button onClick={() => void chooseModel(suggestion.id).catch(shownBeside)}>{t.use(suggestion.id)}</Button>
        )}
      </div>
    );
  }
  return (
    <>
      <p>{status.models.length > 0 ? t.onlyCloud : t.noModels(host)}</p>
      <div className={styles.found}>
        <span>{found.toGet}</span>
        {/* whoever gets it wants it to answer; and the server it comes to must be the one that is asked */}
        <DownloadModel
          model={found.toGet}
          prepare={() => chooseModel(found.toGet)}
          onDone={found.lookAgain}
          isPrimary
        />
      </div>
      {found.isComing && <p>{t.coming}</p>}
    </>
  );
}

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

/** The mutation keeps its failure, and the panel shows it. */
const shownBeside = () => {};
