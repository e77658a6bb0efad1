import type { Download } from "#shared/downloads.ts";
import { failure } from "./played-api.ts";

const begun: Omit<Download, "id" | "model"> = {
  state: "running",
  step: "starting",
  completedBytes: 0,
  totalBytes: null,
  fraction: 0,
  bytesPerSecond: null,
  secondsLeft: null,
  error: null,
  updatedAt: 0,
};

/** Plays the server's downloads for a page under test; `change` is what happens to one meanwhile. */
export function playDownloads(start: (Partial<Download> & { model: string })[] = []) {
  let downloads: Download[] = start.map((download, index) => ({ ...begun, id: `d${index}`, ...download }));
  const change = (model: string, changes: Partial<Download>) => {
    downloads = downloads.map((download) => (download.model === model ? { ...download, ...changes } : download));
  };
  const routes = {
    "GET /api/llm/ollama/downloads": () => ({ downloads }),
    "POST /api/llm/ollama/downloads": ({ body }: { body: unknown }) => {
      const { model, allowRegistry } = body as { model: string; allowRegistry?: boolean };
      const [registry, ...rest] = model.split("/");
      if (rest.length > 1 && !allowRegistry)
        return Response.json(
          { error: { code: "consent_needed", message: `This model comes from ${registry}.`, hint: registry } },
          { status: 403 },
        );
      if (model.includes(" ")) return failure(400, "invalid_request", "model: not a model's name");
      const before = downloads.find((download) => download.model === model);
      if (before) change(model, { state: "running", error: null });
      else downloads = [{ ...begun, id: `d${downloads.length}`, model }, ...downloads];
      return Response.json(
        downloads.find((download) => download.model === model),
        { status: 202 },
      );
    },
  };
  const cancels = Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [
      `POST /api/llm/ollama/downloads/d${index}/cancel`,
      () => {
        const { model } = downloads.find(({ id }) => id === `d${index}`)!;
        change(model, { state: "cancelled" });
        return downloads.find(({ id }) => id === `d${index}`);
      },
    ]),
  );
  return { routes: { ...routes, ...cancels }, change };
}
