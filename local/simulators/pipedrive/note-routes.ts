import { Hono } from "hono";
import { noTarget, personNotFound, v1Error } from "./bodies.ts";
import { type Company, success } from "./context.ts";
import { listNotes } from "./list-notes.ts";
import { type NoteBody, noteBodySchema, noteQuerySchema } from "./note-schemas.ts";
import { livePerson } from "./people.ts";
import { me, type Note, noteTargets } from "./records.ts";
import { sanitise } from "./sanitise.ts";
import type { Store } from "./store.ts";

/** `/api/v1/notes`. */
export const noteRoutes = ({ store, now }: Company) => {
  const app = new Hono();
  const noteNotFound = v1Error("Note not found");

  app.get("/", (context) => {
    const query = noteQuerySchema.safeParse(context.req.query());
    if (!query.success)
      return context.json(v1Error(`Invalid parameter: ${query.error.issues[0]?.path.join(".")}`), 400);
    const { page, pagination } = listNotes(store.notes.values(), query.data);
    return context.json(
      success(
        page.map((note) => toResponse(store, note)),
        { pagination },
      ),
    );
  });

  app.post("/", async (context) => {
    const body = noteBodySchema.safeParse(await context.req.json().catch(() => null));
    const problem = body.success
      ? findProblem(store, body.data, null)
      : { status: 400 as const, body: v1Error("Invalid request body") };
    if (!body.success || problem) return context.json(problem?.body ?? null, problem?.status ?? 400);
    const note = change(emptyNote(store.nextId("note"), utc(now())), body.data);
    store.change({ kind: "note_saved", note });
    return context.json(success(toResponse(store, note)));
  });

  app.get("/:id{\\d+}", (context) => {
    const note = store.notes.get(Number(context.req.param("id")));
    return note ? context.json(success(toResponse(store, note))) : context.json(noteNotFound, 404);
  });

  app.put("/:id{\\d+}", async (context) => {
    const note = store.notes.get(Number(context.req.param("id")));
    if (!note) return context.json(noteNotFound, 404);
    const body = noteBodySchema.safeParse(await context.req.json().catch(() => null));
    if (!body.success) return context.json(v1Error("Invalid request body"), 400);
    const problem = findProblem(store, body.data, note);
    if (problem) return context.json(problem.body, problem.status);
    const changed = { ...change(note, body.data), update_time: utc(now()), last_update_user_id: me.id };
    store.change({ kind: "note_saved", note: changed });
    return context.json(success(toResponse(store, changed)));
  });

  app.delete("/:id{\\d+}", (context) => {
    const id = Number(context.req.param("id"));
    if (!store.notes.has(id)) return context.json(noteNotFound, 404);
    store.change({ kind: "note_deleted", id });
    return context.json(success(true));
  });

  return app;
};

/** Why this cannot become a note (`before`: the note it changes). What v1 says to too much content is not known. */
const findProblem = (store: Store, body: NoteBody, before: Note | null) => {
  const after = { ...before, ...body };
  const bad = (error: string) => ({ status: 400 as const, body: v1Error(error) });
  if (!after.content) return bad("Note content must be provided");
  if (after.content.length > 100_000) return bad("Note content is too long");
  if (!noteTargets.some((target) => after[target])) return { status: 400 as const, body: noTarget };
  if (body.person_id && !livePerson(store, body.person_id)) return { status: 404 as const, body: personNotFound };
  if (body.org_id && !store.organizations.has(body.org_id))
    return { status: 404 as const, body: v1Error("Organization not found") };
  if (body.deal_id) return { status: 404 as const, body: v1Error("Deal not found") };
  if (after.pinned_to_person_flag && !after.person_id) return bad("person_id is required to pin the note to a person");
  if (after.pinned_to_organization_flag && !after.org_id)
    return bad("org_id is required to pin the note to an organization");
  if (body.user_id && body.user_id !== me.id)
    return { status: 403 as const, body: v1Error("Only an admin can change the author") };
  return null;
};

const change = (note: Note, body: NoteBody): Note => {
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  return { ...note, ...given, content: body.content === undefined ? note.content : sanitise(body.content) };
};

const emptyNote = (id: number, time: string): Note => ({
  id,
  content: "",
  lead_id: null,
  deal_id: null,
  person_id: null,
  org_id: null,
  project_id: null,
  task_id: null,
  pinned_to_lead_flag: false,
  pinned_to_deal_flag: false,
  pinned_to_organization_flag: false,
  pinned_to_person_flag: false,
  pinned_to_project_flag: false,
  add_time: time,
  update_time: time,
  last_update_user_id: null,
  user_id: me.id,
});

const toResponse = (store: Store, note: Note) => ({
  ...note,
  active_flag: true,
  deal: null,
  organization: named(store.organizations.get(note.org_id ?? 0)),
  person: named(store.people.get(note.person_id ?? 0)),
  project: null,
  user: { email: me.email, icon_url: null, is_you: true, name: me.name },
});

const named = (record: { name: string } | undefined) => (record ? { name: record.name } : null);

const utc = (at: Date): string => at.toISOString().slice(0, 19).replace("T", " ");
