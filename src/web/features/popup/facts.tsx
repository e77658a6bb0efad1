import type { Word } from "#shared/card.ts";
import type { ShownEntry, ShownFact } from "#shared/dictionaries.ts";
import { usePopupStrings } from "#web/i18n/use-popup-strings.ts";
import { type Pitch, readPitches } from "./pitch.ts";
import styles from "./popup.module.css";

type Props = { facts: readonly ShownFact[]; word: Word; entries: readonly ShownEntry[] };

/** Pitch accents and frequencies, where a dictionary has them. */
export function Facts({ facts, word, entries }: Props) {
  const t = usePopupStrings();
  if (facts.length === 0) return null;
  // pitch accents belong to the dictionary form
  const base = entries.find(({ fits }) => fits)?.readings[0] ?? (word.lemma === undefined ? word.reading : word.lemma);
  const pitches = facts
    .filter(({ kind }) => kind === "pitch")
    .flatMap(({ value, reading, dictionaryName }) => {
      const kana = reading || base || word.surface;
      return readPitches(kana, value).map((pitch) => ({ pitch, kana, dictionaryName }));
    });
  const frequencies = facts.filter(({ kind }) => kind === "frequency");
  return (
    <ul className={styles.facts}>
      {pitches.map(({ pitch, kana, dictionaryName }, index) => (
        <li key={`pitch ${index}`}>
          <PitchGraph pitch={pitch} kana={kana} /> <cite>{dictionaryName}</cite>
        </li>
      ))}
      {frequencies.map(({ value, dictionaryName }, index) => (
        <li key={`frequency ${index}`}>
          {t.frequency} <b>{value}</b> <cite>{dictionaryName}</cite>
        </li>
      ))}
    </ul>
  );
}

/** The distance between two morae, in the units of the drawing. */
const step = 20;
const y = (isHigh: boolean) => (isHigh ? 5 : 17);

/** The kana with a line over it that rises and falls with the voice. The last, hollow point is a particle after the word. */
function PitchGraph({ pitch: { morae, isParticleHigh, fallsAfter }, kana }: { pitch: Pitch; kana: string }) {
  const t = usePopupStrings();
  const heights = [...morae.map(({ isHigh }) => isHigh), isParticleHigh];
  const points = heights.map((isHigh, index) => ({ x: 10 + index * step, y: y(isHigh) }));
  const isFalling = morae[0]?.isHigh === true && fallsAfter === morae[0].text;
  const fall = fallsAfter === null ? t.flat : isFalling ? t.falling : t.falls(fallsAfter);
  const width = heights.length * step;
  return (
    <svg
      className={styles.pitch}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn here
      role="img"
      aria-label={t.pitch(kana, fall)}
      viewBox={`0 0 ${width} 40`}
      width={width}
      height={40}
      lang="ja"
    >
      <polyline points={points.map((point) => `${point.x},${point.y}`).join(" ")} />
      {points.map((point, index) => (
        <circle key={index} cx={point.x} cy={point.y} r={3} data-particle={index === morae.length || undefined} />
      ))}
      {morae.map(({ text }, index) => (
        <text
          key={index}
          x={10 + index * step}
          y={35}
          textAnchor="middle"
          textLength={text.length > 1 ? 18 : undefined}
        >
          {text}
        </text>
      ))}
    </svg>
  );
}
