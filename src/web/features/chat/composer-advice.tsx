import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import type { ModelInfo } from "#shared/providers.ts";
import { modelListQuery, useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import { statusQuery } from "#web/api/status.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { findModel } from "#shared/canonical-name.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./composer-advice.module.css";
import { useContextState } from "./use-context-state.ts";
import { useDraft } from "./drafts.ts";

/** What is better known before sending: it does not fit, the model cannot see, older turns will be left out. */
export function ComposerAdvice({ draftId }: { draftId: string }) {
  const t = useAnsweringStrings();
  const { tokens } = useFormat();
  const filling = useContextState(draftId);
  const { images } = useDraft(draftId);
  const blind = useBlindModel(images.length > 0);

  if (filling?.isTooLong) {
    const { model, draftTokens, roomTokens, instructionTokens } = filling;
    const room = tokens(Math.max(0, roomTokens - instructionTokens));
    return <span className={styles.bad}>{t.context.tooLong(model, tokens(draftTokens), room)}</span>;
  }
  if (blind) return <Blind {...blind} />;
  if (filling && filling.leftOutTurns > 0) return t.context.leftOut(filling.leftOutTurns);
  return null;
}

type BlindModel = { name: string; provider: Parameters<typeof modelListQuery>[0]; seeing: ModelInfo | undefined };

/** The chat model, when its server says that it cannot see pictures, and one of its own computer's that can. */
function useBlindModel(hasPictures: boolean): BlindModel | null {
  const { data: status } = useQuery(statusQuery);
  const provider = status?.llmProvider ?? "ollama";
  const { data: list } = useQuery({ ...modelListQuery(provider), enabled: hasPictures && status !== undefined });
  if (!hasPictures || !status || !list) return null;
  if (findModel(list.models, status.chatModel)?.vision !== false) return null;
  // the one in memory answers first; none that hands the picture on
  const seeing = list.models.filter(({ vision, remote }) => vision && !remote);
  return { name: status.chatModel, provider, seeing: seeing.find(({ loaded }) => loaded) ?? seeing[0] };
}

function Blind({ name, provider, seeing }: BlindModel) {
  const t = useAnsweringStrings().blind;
  const update = useUpdateLLMSettings();
  return (
    <>
      {t.cannot(name)}{" "}
      {seeing ? (
        <Button
          kind="link"
          isPending={update.isPending}
          onClick={() => update.mutate({ provider, chatModel: seeing.id })}
        >
          {t.use(seeing.label ?? seeing.id)}
        </Button>
      ) : (
        <Link href="/settings/models">{t.none}</Link>
      )}
    </>
  );
}
