import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { isSameModel } from "#shared/canonical-name.ts";
import type { ModelInfo } from "#shared/providers.ts";
import { modelListQuery } from "#web/api/llm-settings.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
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
  const { answerWith, isPending, error } = useAnswerWith(onRetry);
  if (!data) return null;
  const others = data.models.filter((other) => !isSameModel(other.id, model) && !other.remote && suits(other));
  // what is in memory answers at once
  const rank = ({ id, loaded }: ModelInfo) => (id === first ? 2 : loaded ? 1 : 0);
  const shown = others.toSorted((a, b) => rank(b) - rank(a)).slice(0, most);
  if (shown.length === 0) return none ? <p>{none}</p> : null;
  return (
    <>
      <p>{title}</p>
      <ul className="choices">
        {shown.map(({ id, label }) => (
          <li key={id}>
            <button
              type="button"
              className="button"
              disabled={isPending}
              onClick={() => answerWith({ provider, chatModel: id })}
            >
              {t.answerWith(label ?? id)}
            </button>
          </li>
        ))}
        {others.length > most && (
          <li>
            <Link className="button" href="/settings/models">
              {t.moreModels}
            </Link>
          </li>
        )}
      </ul>
      {error && <p role="alert">{t.notSaved}</p>}
    </>
  );
}
