import { Hono } from "hono";
import { pageHeaders } from "../shared/page.ts";
import type { Company } from "./context.ts";
import { listPage, missingPage, personPage } from "./pages.ts";
import { livePerson } from "./people.ts";

/** What a person sees who looks somebody up, at the addresses Pipedrive itself uses. Nothing here runs a script. */
export const pageRoutes = (company: Company) => {
  const app = new Hono();

  app.use(pageHeaders);
  app.get("/", (context) => context.html(listPage(company, context.req.query("q")?.trim() ?? "")));
  app.get("/person/:id{\\d+}", (context) => {
    const person = livePerson(company.store, Number(context.req.param("id")));
    return person ? context.html(personPage(company, person)) : context.html(missingPage(), 404);
  });
  return app;
};
