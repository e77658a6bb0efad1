import { isSameModel } from "#shared/canonical-name.ts";

/** The requests to models that run now, in the order in which they were sent. */
export type Traffic = {
  /** `onMove`: called whenever a request to the same server has ended. */
  enter(request: { server: string; model: string; onMove: () => void }): Turn;
};

export type Turn = {
  /** How many requests for the same model were sent to the server before this one and have not ended. */
  ahead(): number;
  leave(): void;
};

export function createTraffic(): Traffic {
  const running = new Set<{ server: string; model: string; onMove: () => void }>();
  return {
    enter(request) {
      const earlier = [...running].filter(
        ({ server, model }) => server === request.server && isSameModel(model, request.model),
      );
      running.add(request);
      return {
        ahead: () => earlier.filter((each) => running.has(each)).length,
        leave() {
          running.delete(request);
          for (const { server, onMove } of running) if (server === request.server) onMove();
        },
      };
    },
  };
}
