import { type ComponentType, lazy, Suspense, useState } from "react";
import { ErrorBoundary } from "./error-boundary.tsx";

/**
 * A part that comes when it is needed. Until then, and where it cannot come because Blossom is gone, `Meanwhile` stands there,
 * or nothing; the rest of the page goes on. Wherever it is needed next it is asked for again.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, Meanwhile?: ComponentType<P>) {
  let isMissing = false;
  const ask = () =>
    lazy<ComponentType<object>>(async () => {
      try {
        return { default: (await load()) as ComponentType<object> }; // its props are ours
      } catch (error) {
        isMissing = true;
        throw error;
      }
    });
  let latest = ask();
  const take = () => {
    if (isMissing) latest = ask();
    isMissing = false;
    return latest;
  };

  return function Later(props: P) {
    const [Part] = useState(take);
    const meanwhile = Meanwhile ? <Meanwhile {...props} /> : null;
    return (
      <ErrorBoundary fallback={() => meanwhile}>
        <Suspense fallback={meanwhile}>
          <Part {...props} />
        </Suspense>
      </ErrorBoundary>
    );
  };
}
