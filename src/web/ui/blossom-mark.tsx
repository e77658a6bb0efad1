const petals = [0, 72, 144, 216, 288];

export const BlossomMark = ({ size = 24 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
    <g fill="var(--accent)">
      {petals.map((turn) => (
        <ellipse key={turn} cx="12" cy="6.2" rx="3.3" ry="4.6" transform={`rotate(${turn} 12 12)`} />
      ))}
    </g>
    <circle cx="12" cy="12" r="2.1" fill="var(--bg)" />
  </svg>
);
