import { queryOptions } from "@tanstack/react-query";
import type { Contact } from "#shared/contacts.ts";
import { answerOf, api } from "./client.ts";

/** Which hosts Blossom contacted, when, and for what. */
export const contactsQuery = queryOptions({
  queryKey: ["contacts"],
  queryFn: async (): Promise<Contact[]> => (await answerOf(api.contacts.$get())).contacts,
  staleTime: 0,
});
