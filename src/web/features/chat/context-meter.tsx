import { useState } from "react";
import { Link } from "wouter";
import { useFormat } from "#web/i18n/format.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./context-meter.module.css";
import { type ContextUsage, useContextState } from "./use-context-state.ts";

/** How full the context is: a ring, with numbers beside it once it is half full. A press shows the breakdown. */
export function ContextMeter({ draftId }: { draftId: string }) {
  const t = useAnsweringStrings().context;
  const { tokens } = useFormat();
  const usage = useContextState(draftId);
  const [isOpen, setIsOpen] = useState(false);
  if (!usage) return null;
  const { usedTokens, windowTokens } = usage;
  const level = levelOf(usage);
  const [used, all] = [tokens(usedTokens, windowTokens), tokens(windowTokens)];
  return (
    <>
      <Button
        kind="quiet"
        className={styles.meter}
        data-level={level}
        aria-label={t.meter(used, all)}
        title={t.meter(used, all)}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {level !== "plenty" && <span aria-hidden="true">{t.short(used, all)}</span>}
        <Ring {...usage} />
      </Button>
      {isOpen && <Parts usage={usage} />}
    </>
  );
}

/** Up to half of the room counts as plenty. */
function levelOf({ usedTokens, roomTokens, leftOutTurns, isTooLong }: ContextUsage) {
  if (isTooLong) return "over";
  if (leftOutTurns > 0 || usedTokens > roomTokens) return "full";
  return usedTokens > roomTokens / 2 ? "half" : "plenty";
}

const radius = 7.5;
const around = 2 * Math.PI * radius;

/** Draws the used part from the top, and the part kept for the answer at the end. */
function Ring({ usedTokens, windowTokens, answerTokens }: ContextUsage) {
  const arc = (tokens: number) => Math.min(1, tokens / windowTokens) * around;
  const circle = { cx: 10, cy: 10, r: radius };
  const answer = arc(answerTokens);
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <circle {...circle} className={styles.ring} />
      <circle
        {...circle}
        className={styles.kept}
        strokeDasharray={`${answer} ${around}`}
        strokeDashoffset={answer - around}
      />
      <circle {...circle} className={styles.used} strokeDasharray={`${arc(usedTokens)} ${around}`} />
    </svg>
  );
}

function Parts({ usage }: { usage: ContextUsage }) {
  const t = useAnsweringStrings().context;
  const { tokens } = useFormat();
  const { model, instructionTokens, historyTokens, draftTokens, answerTokens, windowTokens, usedTokens, leftOutTurns } =
    usage;
  const parts: [string, number][] = [
    [t.instructions, instructionTokens],
    [t.conversation, historyTokens],
    [t.message, draftTokens],
    [t.answer, answerTokens],
    [t.free, Math.max(0, windowTokens - answerTokens - usedTokens)],
  ];
  return (
    <div className={styles.parts}>
      <p>{t.lead(model)}</p>
      <dl>
        {parts.map(([label, amount]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{tokens(amount, windowTokens)}</dd>
          </div>
        ))}
      </dl>
      {leftOutTurns > 0 && <p className={styles.full}>{t.leftOut(leftOutTurns)}</p>}
      <Link href="/settings/models">{t.change}</Link>
    </div>
  );
}
