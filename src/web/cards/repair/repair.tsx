import { useQuery } from "@tanstack/react-query";
import type { ApiError } from "#shared/errors.ts";
import type { Responder } from "#shared/responder.ts";
import type { ProviderType } from "#shared/providers.ts";
import { statusQuery } from "#web/api/status.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import type { FailedAnswer } from "./failed-answer.ts";
import { Consent } from "./consent.tsx";
import { DamagedModel } from "./damaged-model.tsx";
import { MissingModel } from "./missing-model.tsx";
import { MoreContext } from "./more-context.tsx";
import { OtherAddress } from "./other-address.tsx";
import { OtherModels } from "./other-models.tsx";
import { SeeingModels } from "./seeing-models.tsx";
import { SmallerModels } from "./smaller-models.tsx";

type Props = { error: ApiError; responder: Responder | null; onRetry: () => void };

/** Offers repairs beside a failure: one press repairs it and retries. */
export function Repair({ error, responder, onRetry }: Props) {
  const t = useAnsweringStrings().repair;
  const { data: status } = useQuery(statusQuery);
  const provider = (responder?.provider as ProviderType | undefined) ?? status?.responder.provider; // the server sends only known providers
  if (!provider) return null;
  const failed: FailedAnswer = {
    provider,
    model: error.model ?? responder?.model ?? status?.responder.model ?? "",
    onRetry,
  };
  switch (error.code) {
    case "model_not_found":
      return <MissingModel {...failed} hint={error.hint} />;
    case "consent_needed":
      return <Consent {...failed} />;
    case "unsupported":
      return error.reason === "blind" ? <SeeingModels {...failed} /> : <OtherModels {...failed} title={t.others} />;
    case "damaged_model":
      return <DamagedModel {...failed} />;
    case "out_of_memory":
      return <SmallerModels {...failed} />;
    case "context_overflow":
      return <MoreContext {...failed} smallWindow={error.smallWindow} title={t.others} />;
    case "tls":
    case "connect":
    case "timeout":
      return <OtherAddress {...failed} />;
    default:
      return null;
  }
}
