import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Moment } from "#shared/video/moment.ts";
import { changeCached } from "./change-cached.ts";
import { answerOf, api, asJson } from "./client.ts";
import { videoKeys } from "./keys.ts";

/** The moments of a video, in its order. The event connection keeps them up to date, with those of other windows. */
export const momentsQuery = (video: string) =>
  queryOptions({
    queryKey: videoKeys.moments(video),
    queryFn: async (): Promise<Moment[]> =>
      (await answerOf(api.videos[":key"].moments.$get({ param: { key: video } }))).moments,
  });

const refresh = (queryClient: QueryClient, video: string) =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: momentsQuery(video).queryKey }),
    queryClient.invalidateQueries({ queryKey: videoKeys.list }), // it shows how many there are
  ]);

/** Moves the ends of a moment and shows that at once. */
export function useChangeMoment(video: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, start, end }: Pick<Moment, "id" | "start" | "end">) =>
      answerOf(api.moments[":id"].$put({ param: { id }, json: { start, end } })),
    scope: { id: `moments ${video}` },
    onMutate: async ({ id, ...ends }) => {
      await queryClient.cancelQueries({ queryKey: momentsQuery(video).queryKey });
      changeCached(queryClient, momentsQuery(video).queryKey, (moments: Moment[]) =>
        moments.map((moment) => (moment.id === id ? { ...moment, ...ends } : moment)),
      );
    },
    onSettled: () => refresh(queryClient, video),
  });
}

/** Removes a moment at once; `useRestoreMoment` brings it back for an hour. */
export function useDeleteMoment(video: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.moments[":id"].$delete({ param: { id } }, asJson)),
    onMutate: async (id) => {
      await queryClient.cancelQueries({ queryKey: momentsQuery(video).queryKey });
      changeCached(queryClient, momentsQuery(video).queryKey, (moments: Moment[]) =>
        moments.filter((moment) => moment.id !== id),
      );
    },
    onSettled: () => refresh(queryClient, video),
  });
}

export function useRestoreMoment(video: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.moments[":id"].restore.$post({ param: { id } }, asJson)),
    onSettled: () => refresh(queryClient, video),
  });
}

/** The address of a frame's picture. */
export const frameUrl = (id: string): string => `/api/frames/${id}`;
