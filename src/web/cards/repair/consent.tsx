import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { OtherModels } from "./other-models.tsx";
import type { Broken } from "./broken.ts";
import { useAnswerWith } from "./use-answer-with.ts";

/** A model on somebody else's computer answers only after a yes; here is where it can be said. */
export function Consent(broken: Broken) {
  const { provider, model, onRetry } = broken;
  const t = useAnsweringStrings().repair;
  const { answerWith, isPending, error } = useAnswerWith(onRetry);
  return (
    <div className="repair">
      <button
        type="button"
        className="button"
        disabled={isPending}
        onClick={() => answerWith({ provider, chatModel: model, allowRemote: true })}
      >
        {t.agree}
      </button>
      {error && <p role="alert">{t.notSaved}</p>}
      <OtherModels {...broken} title={t.others} />
    </div>
  );
}
