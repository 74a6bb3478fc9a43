import { type Context, Hono } from "hono";
import { csrf } from "hono/csrf";
import * as z from "zod";
import { pageHeaders } from "../shared/page.ts";
import type { FathomControls } from "./controls.ts";
import { addPastSchema, endMeetingSchema } from "./control-routes.ts";
import { readGuests } from "./read-guests.ts";
import { type PageState, mainPage } from "./page.ts";
import { listEnds } from "./pages-of.ts";
import { presets } from "./page-switches.ts";

interface Pages extends Omit<PageState, "notice" | "page" | "now"> {
  controls: FathomControls;
  now: () => Date;
}

const text = z.string().trim();
const number = text.transform(Number);
const optional = text.transform((value) => (value === "" ? undefined : value));
const endForm = z.object({
  recordedBy: text,
  title: optional,
  guests: text,
  minutes: number,
  scenario: text,
  sharedWith: text,
});
const pastForm = z.object({ recordedBy: text, count: number });

/** What a person sees and does. Nothing here runs a script; only a form of this page itself is taken. */
export const pageRoutes = ({ controls, now, ...rest }: Pages) => {
  const app = new Hono();
  const show = (context: Context, notice: string | null, status: 200 | 400 = 200) => {
    const page = Number(/^[1-9]\d{0,5}$/.exec(context.req.query("page") ?? "")?.[0] ?? 1);
    return context.html(mainPage(controls, { ...rest, now: now(), notice, page }), status);
  };
  app.use(pageHeaders, csrf());
  app.get("/", (context) => show(context, context.req.query("done") === undefined ? null : "Done."));

  // Sent to the page with GET afterwards: a reload does nothing twice.
  const on = <Form>(path: string, form: z.ZodType<Form>, act: (form: Form) => unknown) =>
    app.post(path, async (context) => {
      try {
        act(form.parse(await context.req.parseBody()));
      } catch (error) {
        const sentence =
          error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : "";
        return show(context, `That was not possible. ${sentence}`, 400);
      }
      return context.redirect("/?done", 303);
    });

  on("/meetings", endForm, (form) =>
    controls.endMeeting(endMeetingSchema.parse({ ...form, guests: readGuests(form.guests) })),
  );
  on("/past-meetings", pastForm, (form) => controls.addPast(addPastSchema.parse(form)));
  on("/revoked-keys", z.object({ email: text }), ({ email }) => controls.revokeKey(email));
  on("/restored-keys", z.object({ email: text }), ({ email }) => controls.restoreKey(email));
  on("/faults", z.object({ preset: text }), ({ preset }) => {
    const chosen = Object.hasOwn(presets, preset) ? presets[preset] : undefined;
    if (!chosen) throw new Error("There is no such fault.");
    controls.addFault(chosen.fault);
  });
  on("/limits", z.object({ heavyLimit: number.pipe(z.int().min(0).max(30)), listEnd: z.enum(listEnds) }), (form) => {
    controls.setHeavyLimit(form.heavyLimit);
    controls.setListEnd(form.listEnd);
  });
  on("/normal", z.object({}), controls.resetFaults);
  return app;
};
