import { providerDescriptors } from "#shared/providers.ts";
import type { SmallWindow } from "#shared/small-window.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { ButtonLink } from "#web/ui/button.tsx";
import { OtherModels } from "./other-models.tsx";
import { OtherWindow } from "./other-window.tsx";
import { RepairBox, RepairList } from "./repair-parts.tsx";
import type { FailedAnswer } from "./failed-answer.ts";

type Props = FailedAnswer & { smallWindow: SmallWindow | undefined; title: string };

/**
 * For a prompt that is too long: offers a larger window if the model has one, or a new chat. In a window that is too small for the
 * instructions, a new chat is too long as well: then only what enlarges the window, or another model.
 */
export function MoreContext({ smallWindow, title, ...failed }: Props) {
  const t = useAnsweringStrings().repair;
  const { remedy, wantedTokens } = smallWindow ?? {};
  if (remedy === "model") return <OtherModels {...failed} title={title} />;
  if (remedy !== undefined && remedy !== "settings") return null;
  return (
    <RepairBox>
      <RepairList>
        {providerDescriptors[failed.provider].keepsModels && (
          <OtherWindow {...failed} toward="more" atLeast={wantedTokens} />
        )}
        {!smallWindow && (
          <li>
            <ButtonLink href="/chat">{t.newChat}</ButtonLink>
          </li>
        )}
      </RepairList>
    </RepairBox>
  );
}
