import { CircleCheck, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { recommendedModels } from "#shared/recommended-models.ts";
import { hostOf } from "#web/api/host-of.ts";
import { useWelcomeStrings } from "#web/i18n/use-welcome-strings.ts";
import { DownloadModel } from "#web/models/download-model.tsx";
import { CopyableCommand } from "#web/ui/copyable-command.tsx";
import type { FoundModels as Found } from "./use-found-models.ts";

/** Who can answer here, and the next step where nobody can yet. */
export function FoundModels({ found }: { found: Found }) {
  const t = useWelcomeStrings();
  if (found.isDemo) return <p>{t.demo}</p>;
  if (found.isLooking) {
    return (
      <p className="welcome-looking">
        <LoaderCircle size={16} aria-hidden className="spinning" /> {t.looking}
      </p>
    );
  }
  const { chosen, ollama, hasAnthropicKey, hasOpenaiKey } = found;
  const hasNothing = !chosen && !ollama && !hasAnthropicKey && !hasOpenaiKey;
  return (
    <>
      {found.hasFailed && <p className="welcome-failure">{t.lookFailed}</p>}
      {chosen && <Good>{t.chosen(chosen.model, chosen.host)}</Good>}
      {ollama && <OllamaFound found={found} status={ollama} />}
      {hasAnthropicKey && <KeyFound found={found} />}
      {hasOpenaiKey && (
        <div className="welcome-found">
          <span>{t.serverSet}</span>
          <Link className="button" href="/settings/models">
            {t.openSettings}
          </Link>
        </div>
      )}
      {hasNothing && <NothingFound />}
      {!found.suggestion && !found.isComing && (
        <button type="button" className="button" onClick={found.lookAgain}>
          {t.lookAgain}
        </button>
      )}
      {found.hasSaveFailed && (
        <p role="alert" className="welcome-failure">
          {t.saveFailed}
        </p>
      )}
    </>
  );
}

function Good({ children }: { children: ReactNode }) {
  return (
    <p className="welcome-good">
      <CircleCheck size={17} aria-hidden /> <span>{children}</span>
    </p>
  );
}

function OllamaFound({ found, status }: { found: Found; status: NonNullable<Found["ollama"]> }) {
  const t = useWelcomeStrings();
  const { suggestion, chosen, chooseModel } = found;
  const host = hostOf(status.url ?? "");
  if (suggestion) {
    return (
      <div className="welcome-found">
        <span>{t.ollamaFound(status.version ?? "", host, status.models.length)}</span>
        {(chosen?.provider !== "ollama" || chosen.model !== suggestion.id) && (
          <button type="button" className="button" onClick={() => void chooseModel(suggestion.id).catch(shownBeside)}>
            {t.use(suggestion.id)}
          </button>
        )}
      </div>
    );
  }
  return (
    <>
      <p>{status.models.length > 0 ? t.onlyCloud : t.noModels(host)}</p>
      <div className="welcome-found">
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
    <div className="welcome-found">
      <span>{t.keyFound}</span>
      {chosen?.provider !== "anthropic" && (
        <button type="button" className="button" onClick={() => void chooseClaude().catch(shownBeside)}>
          {t.useClaude}
        </button>
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
