/** Where words will stand that are still to come. */
export const PendingBar = ({ label }: { label: string }) => (
  <span className="pending-bar">
    <span className="visually-hidden">{label}</span>
  </span>
);
