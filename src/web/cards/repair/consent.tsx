import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { OtherModels } from "./other-models.tsx";
import { RepairBox, RepairButton } from "./repair-parts.tsx";
import type { Broken } from "./broken.ts";
import { useAnswerWith } from "./use-answer-with.ts";

/** A model on somebody else's computer answers only after a yes; here is where it can be said. */
export function Consent(broken: Broken) {
  const { provider, model, onRetry } = broken;
  const t = useAnsweringStrings().repair;
  const answer = useAnswerWith(onRetry);
  return (
    <RepairBox>
      <RepairButton
        label={t.agree}
        mutation={answer}
        onPress={() => answer.answerWith({ provider, chatModel: model, allowRemote: true })}
      />
      <OtherModels {...broken} title={t.others} />
    </RepairBox>
  );
}
