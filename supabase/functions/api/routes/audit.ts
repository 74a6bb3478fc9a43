import { Hono } from "hono";
import * as z from "zod";
import { auditFileName } from "@shared/pipeline/audit/file-name.ts";
import { auditFilterSchema, readAuditPage } from "@shared/pipeline/audit/read-audit.ts";
import { streamAudit } from "@shared/pipeline/audit/stream-audit.ts";
import { membershipOf } from "@shared/pipeline/connect/workspace-role.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import type { ApiContext } from "../app.ts";
import { problem } from "../body.ts";

const querySchema = auditFilterSchema.extend({ workspaceId: z.uuid().optional() });

/** `GET /audit.csv` is the audit trail as its caller may see it, all of a filter. */
export const audit = ({ database, crm: { clock }, log }: ApiContext) => {
  const routes = new Hono<SignedIn>();

  routes.get("/", async (c) => {
    const { data, error } = querySchema.safeParse(c.req.query());
    if (error) {
      const [issue] = error.issues;
      return c.json(problem("invalid_request", `${issue?.path.join(".")}: ${issue?.message}.`), 400);
    }
    const { workspaceId, ...filter } = data;
    const membership = await membershipOf(database, c.var.userId, workspaceId);
    if (!membership) return c.json(problem("not_found", "There is no such workspace."), 404);
    const startedAt = performance.now();
    const stream = await streamAudit(
      (after) => readAuditPage(c.var.asUser, membership.workspaceId, filter, after),
      ({ code }) =>
        log({ unit: "api", result: "broken_off", errorCode: code, durationMs: performance.now() - startedAt }),
    );
    return c.body(stream, 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${auditFileName(filter, clock.now())}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
  });
  return routes;
};
