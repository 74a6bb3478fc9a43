import { Hono, type MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { SlackContext } from "@shared/pipeline/alert/connect-slack.ts";
import type { FathomContext } from "@shared/pipeline/fathom/open-fathom.ts";
import type { CrmContext } from "@shared/pipeline/log/open-crm.ts";
import { type SignedIn, requireUser } from "@shared/platform/authenticate.ts";
import { type Database, DatabaseError } from "@shared/platform/database.ts";
import type { Log } from "@shared/platform/log.ts";
import { problem } from "./body.ts";
import { alerts } from "./routes/alerts.ts";
import { attendeeOutcomes } from "./routes/attendee-outcomes.ts";
import { audit } from "./routes/audit.ts";
import { attendeePeople } from "./routes/attendee-people.ts";
import { crmConnections } from "./routes/crm-connections.ts";
import { erasures } from "./routes/erasures.ts";
import { events } from "./routes/events.ts";
import { fathomIntegrations } from "./routes/fathom-integrations.ts";
import { imports } from "./routes/imports.ts";
import { invitations, lookAtInvitations } from "./routes/invitations.ts";
import { members } from "./routes/members.ts";
import { workspaces } from "./routes/workspaces.ts";

export interface ApiContext {
  database: Database;
  crm: CrmContext;
  fathom: FathomContext;
  slack: Omit<SlackContext, "database">;
  functionsUrl: string;
  /** Tells a worker that there is something to do. */
  ringWorker: () => void;
  log: Log;
}

const conflict = "PT409";

/** What a signed-in person can do. Every answer is JSON; errors carry a stable code and a sentence that says what to do. */
export const createApp = (context: ApiContext) => {
  const app = new Hono<SignedIn>().basePath("/api");
  // The session is a header, not a cookie, so another origin gains nothing from being allowed to ask.
  app.use(
    cors({
      origin: "*",
      allowMethods: ["GET", "POST", "PATCH", "DELETE"],
      allowHeaders: ["authorization", "apikey", "content-type", "x-client-info"],
      exposeHeaders: ["content-disposition"],
      maxAge: 600,
    }),
  );

  app.get("/health", (c) => c.json({ status: "ok" }));
  const logged: MiddlewareHandler = async (c, next) => {
    const startedAt = performance.now();
    await next();
    context.log({
      unit: "api",
      result: c.res.ok ? "ok" : "refused",
      route: `${c.req.method} ${c.req.routePath}`,
      status: c.res.status,
      durationMs: performance.now() - startedAt,
    });
  };
  // Before one is signed in: whoever is invited sees by whom.
  app.post("/invitations/look", logged, lookAtInvitations(context));
  app.use("/*", requireUser);
  app.use("/*", logged);
  app.route("/crm-connections", crmConnections(context));
  app.route("/fathom-integrations", fathomIntegrations(context));
  app.route("/imports", imports(context));
  app.route("/attendee-outcomes", attendeeOutcomes(context));
  app.route("/attendee-outcomes", attendeePeople(context));
  app.route("/events", events(context));
  app.route("/audit.csv", audit(context));
  app.route("/workspaces", workspaces(context));
  app.route("/members", members(context));
  app.route("/invitations", invitations(context));
  app.route("/alerts", alerts(context));
  app.route("/erasures", erasures(context));

  app.notFound((c) => c.json(problem("not_found", "There is nothing at this address."), 404));
  app.onError((error, c) => {
    if (error instanceof DatabaseError && error.failure.code === conflict) {
      return c.json(
        problem("conflict", "Somebody else changed this at the same moment. Look at it and try again."),
        409,
      );
    }
    context.log({ unit: "api", result: "crashed", errorCode: error.name, durationMs: 0 });
    return c.json(problem("unavailable", "This did not work just now. Try again in a moment."), 503);
  });
  return app;
};
