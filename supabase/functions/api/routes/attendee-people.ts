import { type Context, Hono } from "hono";
import * as z from "zod";
import { createOpenCrm } from "@shared/pipeline/log/open-crm.ts";
import { assignPerson, searchPeople } from "@shared/pipeline/mend/assign-person.ts";
import { createContact } from "@shared/pipeline/mend/create-contact.ts";
import type { MendFailure } from "@shared/pipeline/mend/mend-failure.ts";
import type { SignedIn } from "@shared/platform/authenticate.ts";
import type { Result } from "@shared/platform/result.ts";
import type { ApiContext } from "../app.ts";
import { parseBody, problem } from "../body.ts";
import { mendStatusOf } from "../mend-status.ts";

const assignSchema = z.object({ personId: z.string().regex(/^\d{1,15}$/, "is no person's id") });
const createSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, "is empty")
    .max(200, "is too long")
    .regex(/^\P{Cc}*$/u, "holds characters that no name has"),
});
const termSchema = z.string().trim().min(2).max(250);

/**
 * Who an attendee is, if a person knows better: `GET /attendee-outcomes/:id/people?term=` searches the CRM,
 * `POST /attendee-outcomes/:id/assign` chooses anybody in it, `/:id/create-person` makes a contact.
 */
export const attendeePeople = ({ database, crm, ringWorker }: ApiContext) => {
  const routes = new Hono<SignedIn>();
  const context = { database, openCrm: createOpenCrm(database, crm) };
  const idOf = (c: Context) => z.uuid().safeParse(c.req.param("id")).data;
  const noSuchId = problem("not_found", "There is no such attendee.");
  const tooShort = problem("invalid_request", "Type at least 2 characters of a name or an e-mail address.");

  const answer = <Data extends object>(c: Context, { data, error }: Result<Data, MendFailure>) => {
    if (error) return c.json(problem(error.code, error.message), mendStatusOf(error));
    if (c.req.method === "POST") ringWorker();
    return c.json(data);
  };

  routes.get("/:id/people", async (c) => {
    const id = idOf(c);
    if (!id) return c.json(noSuchId, 404);
    const term = termSchema.safeParse(c.req.query("term")).data;
    if (!term) return c.json(tooShort, 400);
    const found = await searchPeople(context, c.var.userId, id, term);
    return answer(c, found.error ? found : { data: { people: found.data }, error: null });
  });

  routes.post("/:id/assign", async (c) => {
    const { data: body, error } = await parseBody(c, assignSchema);
    if (error !== null) return c.json(problem("invalid_request", error), 400);
    const id = idOf(c);
    if (!id) return c.json(noSuchId, 404);
    return answer(c, await assignPerson(context, c.var.userId, id, body.personId));
  });

  routes.post("/:id/create-person", async (c) => {
    const { data: body, error } = await parseBody(c, createSchema);
    if (error !== null) return c.json(problem("invalid_request", error), 400);
    const id = idOf(c);
    if (!id) return c.json(noSuchId, 404);
    return answer(c, await createContact(context, c.var.userId, id, body.name));
  });
  return routes;
};
