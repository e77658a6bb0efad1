import { useQuery } from "@tanstack/react-query";
import type { ApiError } from "#shared/errors.ts";
import type { Responder } from "#shared/responder.ts";
import type { ProviderType } from "#shared/providers.ts";
import { statusQuery } from "#web/api/status.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import type { Broken } from "./broken.ts";
import { Consent } from "./consent.tsx";
import { MissingModel } from "./missing-model.tsx";
import { MoreContext } from "./more-context.tsx";
import { OtherAddress } from "./other-address.tsx";
import { OtherModels } from "./other-models.tsx";
import { SeeingModels } from "./seeing-models.tsx";
import { SmallerModels } from "./smaller-models.tsx";

type Props = { error: ApiError; responder: Responder | null; hasPictures: boolean; onRetry: () => void };

/** Mends a failure where it stands: one press, and the question is asked again. */
export function Repair({ error, responder, hasPictures, onRetry }: Props) {
  const t = useAnsweringStrings().repair;
  const { data: status } = useQuery(statusQuery);
  const provider = (responder?.provider as ProviderType | undefined) ?? status?.llmProvider; // the server's own word
  if (!provider) return null;
  const broken: Broken = { provider, model: error.model ?? responder?.model ?? status?.chatModel ?? "", onRetry };
  switch (error.code) {
    case "model_not_found":
      return <MissingModel {...broken} hint={error.hint} />;
    case "consent_needed":
      return <Consent {...broken} />;
    case "unsupported":
      return hasPictures ? <SeeingModels {...broken} /> : <OtherModels {...broken} title={t.others} />;
    case "damaged_model":
      return <OtherModels {...broken} title={t.others} />;
    case "out_of_memory":
      return <SmallerModels {...broken} />;
    case "context_overflow":
      return <MoreContext {...broken} />;
    case "connect":
    case "timeout":
      return <OtherAddress {...broken} />;
    case "invalid_output":
      return <Emptiness reason={error.reason} />;
    default:
      return null;
  }
}

/** Why there is no answer, where the server knows it. */
function Emptiness({ reason }: Pick<ApiError, "reason">) {
  const t = useAnsweringStrings().repair;
  switch (reason) {
    case "only_thoughts":
      return <p>{t.onlyThoughts}</p>;
    case "limit":
      return <p>{t.limit}</p>;
    case "repeats":
      return <p>{t.repeats}</p>;
    default:
      return null;
  }
}
