import { createRoute, z } from "@hono/zod-openapi";
import { modelReportSchema } from "#shared/model-report.ts";
import { providers } from "#shared/providers.ts";
import { explanationTagSchema } from "#shared/settings.ts";
import { getSettings } from "#server/db/settings.ts";
import { AppError } from "#server/errors.ts";
import { body, createRouter, fails, idParam, json, ofBody, ofModel } from "#server/http/router.ts";
import { type RouteDeps, toChatDeps } from "./deps.ts";

const reports = json(z.object({ reports: z.array(modelReportSchema) }), "All tests, newest first");

const listRoute = createRoute({ method: "get", path: "/llm/doctor", responses: { 200: reports, ...fails() } });
const startRoute = createRoute({
  method: "post",
  path: "/llm/doctor",
  description: "Tests a model with real sentences of the learning language. One model at a time; answers go first",
  request: body(
    z.object({
      provider: z.enum(providers),
      model: z.string().min(1).max(300),
      explanationLanguage: explanationTagSchema.optional(),
    }),
  ),
  responses: {
    202: json(modelReportSchema, "The test runs on the server, also without a page"),
    ...fails(...ofBody, ...ofModel, "busy"),
  },
});
const stopRoute = createRoute({
  method: "post",
  path: "/llm/doctor/stop",
  description: "Ends the running test; what it has measured stays",
  responses: { 200: reports, ...fails() },
});
const removeRoute = createRoute({
  method: "delete",
  path: "/llm/doctor/{id}",
  request: { params: idParam },
  responses: { 200: reports, ...fails("not_found") },
});

export const modelDoctorRoutes = (deps: RouteDeps) => {
  const { doctor } = deps;
  return createRouter()
    .openapi(listRoute, (c) => c.json({ reports: doctor.list() }, 200))
    .openapi(startRoute, async (c) => {
      const { provider, model, explanationLanguage } = c.req.valid("json");
      const { learningLanguage } = getSettings(deps.db);
      const learner = toChatDeps(deps, explanationLanguage).learner(learningLanguage);
      return c.json(await doctor.start({ provider, model, learner }), 202);
    })
    .openapi(stopRoute, async (c) => {
      await doctor.stop();
      return c.json({ reports: doctor.list() }, 200);
    })
    .openapi(removeRoute, (c) => {
      if (!doctor.remove(c.req.valid("param").id))
        throw new AppError("not_found", "There is no such test, or it is running.");
      return c.json({ reports: doctor.list() }, 200);
    });
};
