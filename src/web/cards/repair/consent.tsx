import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { OtherModels } from "./other-models.tsx";
import { RepairBox, RepairButton } from "./repair-parts.tsx";
import type { FailedAnswer } from "./failed-answer.ts";
import { useAnswerWith } from "./use-answer-with.ts";

/** A cloud model answers only with consent; this asks for it. */
export function Consent(failed: FailedAnswer) {
  const { provider, model, onRetry } = failed;
  const t = useAnsweringStrings().repair;
  const answer = useAnswerWith(onRetry);
  return (
    <RepairBox>
      <RepairButton
        label={t.agree}
        mutation={answer}
        onPress={() => answer.answerWith({ provider, chatModel: model, allowRemote: true })}
      />
      <OtherModels {...failed} title={t.others} />
    </RepairBox>
  );
}
