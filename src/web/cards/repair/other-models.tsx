import { useQuery } from "@tanstack/react-query";
import { isSameModel } from "#shared/canonical-name.ts";
import type { ModelInfo } from "#shared/providers.ts";
import { modelListQuery } from "#web/api/llm-settings.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { RepairFailure, RepairList } from "./repair-parts.tsx";
import type { Broken } from "./broken.ts";
import { useAnswerWith } from "./use-answer-with.ts";

/** A handful: who wants another one has Settings. */
const most = 4;

type Props = Broken & {
  title: string;
  /** Said where there is none. */
  none?: string;
  /** The one that the server names itself. */
  first?: string | undefined;
  suits?: (model: ModelInfo) => boolean;
};

/** What else the server has, one press each. None that hands on what it is told: that wants a yes first. */
export function OtherModels({ provider, model, onRetry, title, none, first, suits = () => true }: Props) {
  const t = useAnsweringStrings().repair;
  const { data } = useQuery(modelListQuery(provider));
  const answer = useAnswerWith(onRetry);
  if (!data) return null;
  const others = data.models.filter((other) => !isSameModel(other.id, model) && !other.remote && suits(other));
  // what is in memory answers at once
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
