import type { ReactNode } from "react";
import type { Usage } from "#shared/answer.ts";
import { isGateway } from "#shared/gateway.ts";
import type { Responder } from "#shared/responder.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { isReadElsewhere } from "#web/api/host-of.ts";
import { useFormat } from "#web/i18n/format.ts";
import { type AnsweringStrings, useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { RawAnswer } from "./raw-answer.tsx";
import styles from "./responder-details.module.css";

type Props = { responder: Responder; usage: Usage | null; generationId: string | undefined };

/** Where the question went, in words, what the answer took, in numbers, and what the model wrote. Leaves out numbers that nobody measured. */
export function ResponderDetails({ responder, usage, generationId }: Props) {
  const t = useAnsweringStrings().made;
  const { count, dollars, duration, rate } = useFormat();
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, ...rest } = usage ?? {};
  const { loadMs, firstTokenMs, totalMs, tokensPerSecond, requests = 1, costUsd } = rest;

  return (
    <div className={styles.details}>
      <dl>
        <Row label={t.went}>{whereItWent(responder, t)}</Row>
        <Row label={t.provider}>{labelOf(responder.provider)}</Row>
        <Row label={t.model}>{responder.model}</Row>
        {firstTokenMs !== undefined && <Row label={t.firstWord}>{t.after(duration(firstTokenMs))}</Row>}
        {loadMs !== undefined && <Row label={t.loading}>{duration(loadMs)}</Row>}
        {totalMs !== undefined && <Row label={t.whole}>{duration(totalMs)}</Row>}
        {tokensPerSecond !== undefined && <Row label={t.speed}>{t.perSecond(rate(tokensPerSecond))}</Row>}
        {inputTokens !== undefined && outputTokens !== undefined && (
          <Row label={t.tokens}>{t.inOut(count(inputTokens), count(outputTokens))}</Row>
        )}
        {Boolean(cacheReadTokens || cacheWriteTokens) && (
          <Row label={t.cache}>{t.readWritten(count(cacheReadTokens ?? 0), count(cacheWriteTokens ?? 0))}</Row>
        )}
        {requests > 1 && <Row label={t.requests}>{count(requests)}</Row>}
        {costUsd !== undefined && <Row label={t.cost}>{t.about(dollars(costUsd))}</Row>}
      </dl>
      {generationId !== undefined && <RawAnswer generationId={generationId} />}
    </div>
  );
}

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

function whereItWent(responder: Responder, t: AnsweringStrings["made"]): string {
  const { host, goesTo, relayed } = responder;
  if (relayed) return t.cloud(host);
  if (isGateway(responder)) return t.gateway(host);
  if (goesTo === "computer") return isReadElsewhere() ? t.blossomsComputer(host) : t.here(host);
  return goesTo === "network" ? t.network(host) : t.elsewhere(host);
}

const labelOf = (provider: string) => providerDescriptors[provider as ProviderType]?.label ?? provider;
