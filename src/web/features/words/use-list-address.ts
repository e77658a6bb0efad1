import { useMemo, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { createLearnerDays } from "#shared/review/learner-days.ts";
import { zoneOfBrowser } from "#web/api/review.ts";
import { useSettings } from "#web/api/settings.ts";
import { changeAddress, readAddress } from "./word-filter.ts";

/** The filters of the list, which the address holds, so that Back and a bookmark bring them back. */
export function useListAddress() {
  const search = useSearch();
  const [location, navigate] = useLocation();
  const [openedAt] = useState(Date.now);
  const { dayStartsAt } = useSettings();
  const days = useMemo(() => createLearnerDays(zoneOfBrowser(), dayStartsAt), [dayStartsAt]);
  const address = useMemo(() => readAddress(search, openedAt, days), [search, openedAt, days]);
  const query = search === "" ? "" : `?${search}`;
  return {
    ...address,
    /** The search part of the address, with its `?`. */
    query,
    isFiltered: Object.keys(address.filter).length > 0,
    /** `isTyped`: each letter replaces the entry of the history. */
    change: (changes: Readonly<Record<string, string | null>>, { isTyped = false } = {}) =>
      navigate(location + changeAddress(search, changes), { replace: isTyped }),
    clear: () => navigate(location + changeAddress("", { sort: new URLSearchParams(search).get("sort") })),
    close: () => navigate(`/words${query}`),
  };
}
export type ListAddressBar = ReturnType<typeof useListAddress>;
