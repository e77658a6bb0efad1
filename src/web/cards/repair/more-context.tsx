import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { providerDescriptors } from "#shared/providers.ts";
import { ButtonLink } from "#web/ui/button.tsx";
import { OtherWindow } from "./other-window.tsx";
import { RepairBox, RepairList } from "./repair-parts.tsx";
import type { FailedAnswer } from "./failed-answer.ts";

/** For a prompt that is too long: offers a larger window if the model has one, or a new chat. */
export function MoreContext(failed: FailedAnswer) {
  const t = useAnsweringStrings().repair;
  return (
    <RepairBox>
      <RepairList>
        {providerDescriptors[failed.provider].keepsModels && <OtherWindow {...failed} toward="more" />}
        <li>
          <ButtonLink href="/chat">{t.newChat}</ButtonLink>
        </li>
      </RepairList>
    </RepairBox>
  );
}
