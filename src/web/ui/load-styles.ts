let loading: Promise<void> | null = null;

/**
 * The styles of the parts that the first visit does not draw, in a file of their own (`scripts/split-styles.ts`). There is no such link in development, nor
 * on a page that begins with such a part: there the browser has the styles from the start. A failure leaves the part without styles.
 */
export function loadStyles(): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>("link[rel=later]");
  if (!link) return loading ?? Promise.resolve();
  loading = new Promise((resolve) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.rel = "later"; // the next part tries again
      resolve();
    };
    link.rel = "stylesheet";
  });
  return loading;
}
