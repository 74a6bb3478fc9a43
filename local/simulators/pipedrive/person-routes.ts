import { Hono } from "hono";
import * as z from "zod";
import { v2Error, v2NotFound } from "./bodies.ts";
import { type Company, success } from "./context.ts";
import { deletePerson, isVisible, livePerson, rfc3339 } from "./people.ts";
import { me, type Person } from "./records.ts";
import { searchPeople } from "./search.ts";
import { searchQuerySchema } from "./search-query.ts";
import { v2ValidationError } from "./v2-error.ts";

const contactSchema = z.strictObject({
  value: z.string(),
  primary: z.boolean().optional(),
  label: z.string().optional(),
});

const newPersonSchema = z.strictObject({
  name: z.string().min(1),
  owner_id: z.int().optional(),
  org_id: z.int().nullable().optional(),
  add_time: z.iso.datetime().optional(),
  emails: z.array(contactSchema).optional(),
  phones: z.array(contactSchema).optional(),
  visible_to: z.literal([1, 3, 5, 7]).optional(),
  label_ids: z.array(z.int()).optional(),
  custom_fields: z
    .record(
      z.string(),
      z.unknown().refine((value) => !Array.isArray(value) || value.length > 0, "Use null to clear"),
    )
    .optional(),
  marketing_status: z.string().optional(),
});

/** `/api/v2/persons`: strict about every key and type. */
export const personRoutes = (company: Company) => {
  const { store, now } = company;
  const app = new Hono();

  app.get("/search", (context) => {
    if (context.req.query("term") === "") {
      return context.json(v2Error('Invalid input: "term" is not allowed to be empty', "ERR_INVALID_INPUT"), 400);
    }
    const query = searchQuerySchema.safeParse(context.req.query());
    if (!query.success) return context.json(v2ValidationError(query.error), 400);
    const { items, nextCursor } = searchPeople(company, query.data);
    return context.json(success({ items }, { next_cursor: nextCursor }));
  });

  app.post("/", async (context) => {
    const body = newPersonSchema.safeParse(await context.req.json().catch(() => null));
    if (!body.success) return context.json(v2ValidationError(body.error), 400);
    const { data } = body;
    if (data.org_id && !store.organizations.has(data.org_id)) {
      return context.json(v2Error("Organization not found", "ERR_BAD_REQUEST"), 400);
    }
    const time = rfc3339(now());
    const person: Person = {
      id: store.nextId("person"),
      name: data.name,
      emails: toContacts(data.emails),
      phones: toContacts(data.phones),
      org_id: data.org_id ?? null,
      owner_id: data.owner_id ?? me.id,
      visible_to: data.visible_to ?? 3,
      add_time: data.add_time ?? time,
      update_time: time,
      is_deleted: false,
      label_ids: data.label_ids ?? [],
      custom_fields: data.custom_fields ?? {},
    };
    store.change({ kind: "person_saved", person });
    return context.json(success(toResponse(person)));
  });

  app.get("/:id{\\d+}", (context) => {
    const person = livePerson(store, Number(context.req.param("id")));
    return person && isVisible(person) ? context.json(success(toResponse(person))) : context.json(v2NotFound, 404);
  });

  app.delete("/:id{\\d+}", (context) => {
    const id = Number(context.req.param("id"));
    return deletePerson(store, id, now()) ? context.json(success({ id })) : context.json(v2NotFound, 404);
  });

  return app;
};

const toContacts = (contacts: z.output<typeof contactSchema>[] = []): Person["emails"] => {
  const primary = Math.max(
    0,
    contacts.findIndex((contact) => contact.primary),
  );
  return contacts.map(({ value, label }, at) => ({ value, primary: at === primary, label: label ?? "work" }));
};

const toResponse = (person: Person) => {
  const [first_name = "", ...rest] = person.name.split(" ");
  return { ...person, first_name, last_name: rest.join(" "), picture_id: null };
};
