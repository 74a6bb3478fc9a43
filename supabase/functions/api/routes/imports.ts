import { type Context, Hono } from "hono";
import * as z from "zod";
import { mayActOn } from "@shared/pipeline/connect/may-act.ts";
import { cancelImport, resumeImport, startImport } from "@shared/pipeline/import/order-import.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import type { ApiContext } from "../app.ts";
import { parseBody, problem } from "../body.ts";

const orderSchema = z.object({
  integrationId: z.uuid(),
  since: z.iso.datetime({ offset: true }).optional(),
  most: z.int().min(1).max(10_000).optional(),
  writeNotes: z.boolean(),
});

const noIntegration = problem("not_found", "There is no such Fathom account.");
const noImport = problem("not_found", "There is no such import.");
const colleagues = problem("forbidden", "This is a colleague's Fathom account. Its owner or a manager can do this.");
const notConnected = problem(
  "not_connected",
  "This Fathom account is not connected with an API key that works. Connect it in Settings, then try again.",
);
const isRunning = problem(
  "import_running",
  "An import of this account is running already. Wait until it has ended, or cancel it.",
);
const isFinished = problem("import_finished", "This import has finished already. Start another one.");

/** `POST /imports` fetches past meetings; `POST /imports/:id/cancel` and `…/resume` stop it and let it go on. */
export const imports = ({ database, ringWorker }: ApiContext) => {
  const routes = new Hono<SignedIn>();

  routes.post("/", async (c) => {
    const { data: order, error } = await parseBody(c, orderSchema);
    if (error !== null) return c.json(problem("invalid_request", error), 400);
    const access = await mayActOn(database, c.var.userId, "fathom_integrations", order.integrationId);
    if (access === "not_found") return c.json(noIntegration, 404);
    if (access === "forbidden") return c.json(colleagues, 403);
    const started = await startImport(database, c.var.userId, order);
    if (started === "not_connected") return c.json(notConnected, 409);
    if (started === "running") return c.json(isRunning, 409);
    ringWorker();
    return c.json(started);
  });

  /** The import that is asked for, or the answer to give. */
  const asked = async (c: Context<SignedIn>): Promise<{ id: string } | { answer: Response }> => {
    const id = z.uuid().safeParse(c.req.param("id")).data;
    const access = id ? await mayActOn(database, c.var.userId, "imports", id) : "not_found";
    if (!id || access === "not_found") return { answer: c.json(noImport, 404) };
    return access === "forbidden" ? { answer: c.json(colleagues, 403) } : { id };
  };

  routes.post("/:id/cancel", async (c) => {
    const found = await asked(c);
    if ("answer" in found) return found.answer;
    const state = await cancelImport(database, found.id);
    return state === "finished" ? c.json(isFinished, 409) : c.json({ status: state });
  });

  routes.post("/:id/resume", async (c) => {
    const found = await asked(c);
    if ("answer" in found) return found.answer;
    switch (await resumeImport(database, found.id)) {
      case "finished":
        return c.json(isFinished, 409);
      case "not_connected":
        return c.json(notConnected, 409);
      case "another":
        return c.json(isRunning, 409);
      default:
        ringWorker();
        return c.json({ status: "running" });
    }
  });
  return routes;
};
