import { useQuery } from "@tanstack/react-query";
import { isSameModel } from "#shared/canonical-name.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import { modelListQuery } from "#web/api/llm-settings.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { RepairFailure, RepairList } from "./repair-parts.tsx";
import type { FailedAnswer } from "./failed-answer.ts";
import { useAnswerWith } from "./use-answer-with.ts";

/** A handful; Settings has the rest. */
const most = 4;

type Props = FailedAnswer & {
  title: string;
  /** Shown if no model suits. */
  none?: string;
  /** The model that the server itself suggests. */
  first?: string | undefined;
  suits?: (model: ModelInfo) => boolean;
};

/** Offers the server's other models, one press each. Leaves out models that run elsewhere, because they need consent first. */
export function OtherModels({ provider, model, onRetry, title, none, first, suits = () => true }: Props) {
  const t = useAnsweringStrings().repair;
  const { data } = useQuery(modelListQuery(provider));
  const answer = useAnswerWith(onRetry);
  if (!data) return null;
  const others = data.models.filter(
    (other) => !isSameModel(other.id, model) && !other.remote && !other.damaged && suits(other),
  );
  // a model in memory answers at once
  const rank = ({ id, loaded }: ModelInfo) => (id === first ? 2 : loaded ? 1 : 0);
  const shown = others.toSorted((a, b) => rank(b) - rank(a)).slice(0, most);
  if (shown.length === 0) return none ? <p>{none}</p> : null;
  return (
    <>
      <p>{title}</p>
      <RepairList>
        {shown.map(({ id, label }) => (
          <li key={id}>
            <Button isPending={answer.isPending} onClick={() => answer.answerWith({ provider, chatModel: id })}>
              {t.answerWith(label ?? id)}
            </Button>
          </li>
        ))}
        {others.length > most && (
          <li>
            <ButtonLink href="/settings/models">{t.moreModels}</ButtonLink>
          </li>
        )}
      </RepairList>
      <RepairFailure mutation={answer} />
    </>
  );
}
