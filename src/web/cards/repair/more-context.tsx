import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { providerDescriptors } from "#shared/providers.ts";
import { ButtonLink } from "#web/ui/button.tsx";
import { OtherWindow } from "./other-window.tsx";
import { RepairBox, RepairList } from "./repair-parts.tsx";
import type { Broken } from "./broken.ts";

/** More than the model can read at once: a larger window where it has one, or a chat without a past. */
export function MoreContext(broken: Broken) {
  const t = useAnsweringStrings().repair;
  return (
    <RepairBox>
      <RepairList>
        {providerDescriptors[broken.provider].keepsModels && <OtherWindow {...broken} toward="more" />}
        <li>
          <ButtonLink href="/chat">{t.newChat}</ButtonLink>
        </li>
      </RepairList>
    </RepairBox>
  );
}
