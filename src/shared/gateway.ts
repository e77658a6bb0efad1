import { providerDescriptors } from "./providers.ts";
import type { Responder } from "./responder.ts";

/**
 * A company's API at an address of this computer or network, as `ANTHROPIC_BASE_URL` sets it: requests go there, but Blossom
 * does not know where the model runs.
 */
export const isGateway = ({ provider, goesTo }: Pick<Responder, "provider" | "goesTo">): boolean =>
  goesTo !== "cloud" && Object.values(providerDescriptors).some(({ type, isProbed }) => type === provider && !isProbed);

/** The model runs on Blossom's own computer, as far as that is known. */
export const runsHere = (responder: Pick<Responder, "provider" | "goesTo">): boolean =>
  responder.goesTo === "computer" && !isGateway(responder);
