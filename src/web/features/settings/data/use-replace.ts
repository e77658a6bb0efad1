import { useMutation } from "@tanstack/react-query";

/** Replaces everything. All that the page has read is then of another time, so it loads again. */
export const useReplace = <T>(replace: (value: T) => Promise<unknown>) =>
  useMutation({ mutationFn: replace, onSuccess: () => location.reload() });
