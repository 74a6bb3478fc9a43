import { Hono } from "hono";
import * as z from "zod";
import type { Company } from "./company.ts";
import { pageOf } from "./pages-of.ts";
import { meetingTypes } from "./phrases.ts";
import type { User } from "./records.ts";

const usersQuerySchema = z
  .object({
    team: z.string().optional(),
    status: z.enum(["active", "deactivated", "invited"]).optional(),
    settings_access: z.enum(["none", "team_admin", "account_admin"]).optional(),
  })
  .refine(({ status, settings_access }) => status !== "invited" || settings_access === undefined);

const levelOf = ({ accountAdmin }: User) => (accountAdmin ? "account_admin" : "none");

/** `/teams`, `/team_members`, `/users` and `/meeting_types`, the newest first. */
export const peopleRoutes = ({ store, userOf, listEnd }: Company) => {
  const app = new Hono();
  const badRequest = { error: "bad_request" };
  const colleagues = (user: User): User[] =>
    [...store.users.values()].filter(({ outside, plan }) => outside === user.outside && plan === "team");
  const list = <Item extends { created_at: string; name: string }>(
    name: string,
    items: Item[],
    cursor: string | undefined,
  ) => {
    const positionOf = (item: Item): string => `${item.created_at} ${"email" in item ? String(item.email) : item.name}`;
    const sorted = items.toSorted((one, other) => (positionOf(one) < positionOf(other) ? 1 : -1));
    return pageOf(name, sorted, positionOf, cursor ?? null, listEnd());
  };

  app.get("/teams", (context) => {
    const created = new Map<string, string>();
    for (const { team, createdAt } of colleagues(userOf(context))) {
      if (team !== null) created.set(team, created.get(team) ?? createdAt);
    }
    const teams = [...created].map(([name, created_at]) => ({ name, created_at }));
    const page = list("teams", teams, context.req.query("cursor"));
    return page ? context.json(page) : context.json(badRequest, 400);
  });

  app.get("/team_members", (context) => {
    const team = context.req.query("team");
    const me = userOf(context);
    // Without a team plan one is alone.
    const members = (me.plan === "team" ? colleagues(me) : [me])
      .filter((user) => user === me || user.team !== null)
      .filter((user) => team === undefined || user.team === team)
      .map(({ name, email, createdAt }) => ({ name, email, created_at: createdAt }));
    const page = list("team_members", members, context.req.query("cursor"));
    return page ? context.json(page) : context.json(badRequest, 400);
  });

  app.get("/users", (context) => {
    const me = userOf(context);
    if (!me.accountAdmin) return context.json({ error: "forbidden" }, 403);
    const query = usersQuerySchema.safeParse(context.req.query());
    if (!query.success) return context.json(badRequest, 400);
    const { team, status, settings_access } = query.data;
    const users = colleagues(me)
      .filter((user) => team === undefined || user.team === team)
      .filter(() => status === undefined || status === "active")
      .filter((user) => settings_access === undefined || settings_access === levelOf(user))
      .map((user) => ({
        name: user.name,
        email: user.email,
        created_at: user.createdAt,
        status: "active",
        permissions: {
          settings_access: { level: levelOf(user), teams: [] },
          view_access: { level: "team", teams: user.team === null ? [] : [user.team] },
        },
      }));
    const page = list("users", users, context.req.query("cursor"));
    return page ? context.json(page) : context.json(badRequest, 400);
  });

  app.get("/meeting_types", (context) => {
    const types = meetingTypes.map((name) => ({ name, status: "active", created_at: "2025-02-11T17:34:04.569203Z" }));
    const page = list("meeting_types", types, context.req.query("cursor"));
    return page ? context.json(page) : context.json(badRequest, 400);
  });
  return app;
};
