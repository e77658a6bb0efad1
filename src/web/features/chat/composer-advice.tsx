import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { beginningOf } from "#shared/beginning-of.ts";
import { findOtherLanguage } from "#shared/languages/better-language.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import { modelListQuery, useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { statusQuery } from "#web/api/status.ts";
import { useExplanationTag } from "#web/cards/use-explanation-tag.ts";
import { useFormat } from "#web/i18n/format.ts";
import { learningNames } from "#web/i18n/learning-names.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { findModel } from "#shared/canonical-name.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./composer-advice.module.css";
import { useContextState } from "./use-context-state.ts";
import { useDraft, useSettledDraft } from "./use-draft.ts";

/** Advice before sending: the draft does not fit or is in another language, the model cannot see pictures, or older turns will be left out. */
export function ComposerAdvice({ draftId }: { draftId: string }) {
  const t = useAnsweringStrings();
  const { tokens } = useFormat();
  const usage = useContextState(draftId);
  const images = useDraft(draftId, (draft) => draft.images);
  const textOnly = useTextOnlyModel(images.length > 0);
  const other = useOtherLanguage(draftId);

  // a model that cannot see refuses pictures of any size
  if (textOnly) return <TextOnlyAdvice {...textOnly} />;
  if (usage?.isTooLong) {
    const { model, draftTokens, roomTokens, windowTokens, instructionTokens, isLargest } = usage;
    const room = tokens(Math.max(0, roomTokens - instructionTokens), windowTokens);
    const draft = tokens(draftTokens, windowTokens);
    return <span className={styles.bad}>{t.context.tooLong(model, draft, room, isLargest !== true)}</span>;
  }
  if (other) return <OtherLanguage language={other} />;
  if (usage && usage.leftOutTurns > 0) return t.context.leftOut(usage.leftOutTurns);
  return null;
}

/** In UTF-16 units: the beginning of a draft shows its language. */
const shownBeginning = 500;

/** Another learning language that the draft is written in; null while that is uncertain. */
function useOtherLanguage(draftId: string): LearningLanguage | null {
  const { learningLanguage } = useSettings();
  const explanation = useExplanationTag();
  const { text } = useSettledDraft(draftId);
  return findOtherLanguage(beginningOf(text, shownBeginning), learningLanguage, explanation);
}

function OtherLanguage({ language }: { language: LearningLanguage }) {
  const t = useAnsweringStrings().notices;
  const update = useUpdateSettings();
  const name = learningNames[useInterfaceLanguage()][language];
  return (
    <>
      {t.betterLanguage(name)}{" "}
      <Button kind="link" isPending={update.isPending} onClick={() => update.mutate({ learningLanguage: language })}>
        {t.readAs(name)}
      </Button>
    </>
  );
}

type TextOnlyModel = { name: string; provider: Parameters<typeof modelListQuery>[0]; seeing: ModelInfo | undefined };

/** The chat model if its server reports that it cannot see pictures, with a model of the same server that can. */
function useTextOnlyModel(hasPictures: boolean): TextOnlyModel | null {
  const { data: status } = useQuery(statusQuery);
  // the settings may name a provider that the learner has not agreed to; the shown responder is one that may be asked
  const { provider = "ollama", model = "" } = status?.responder ?? {};
  const { data: list } = useQuery({ ...modelListQuery(provider), enabled: hasPictures && model !== "" });
  if (!hasPictures || !list || findModel(list.models, model)?.vision !== false) return null;
  // prefer a model in memory; leave out models that run elsewhere and would send the picture away
  const seeing = list.models.filter(({ vision, remote }) => vision && !remote);
  return { name: model, provider, seeing: seeing.find(({ loaded }) => loaded) ?? seeing[0] };
}

function TextOnlyAdvice({ name, provider, seeing }: TextOnlyModel) {
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
