import { Hono } from "hono";
import { type Company, success } from "./context.ts";
import { me } from "./records.ts";

/** `/api/v1/users/me`: whose token it is, and which company's. */
export const userRoutes = ({ domain, now }: Company) => {
  const app = new Hono();
  app.get("/me", (context) => {
    const time = now().toISOString().slice(0, 19).replace("T", " ");
    return context.json(
      success({
        ...me,
        default_currency: "EUR",
        locale: "en_GB",
        lang: 1,
        phone: null,
        activated: true,
        last_login: time,
        created: "2024-01-04 09:16:26",
        modified: time,
        has_created_company: false,
        access: [
          { app: "sales", admin: false, permission_set_id: "62cc4d7f-4038-4352-abf3-a8c1c822b631" },
          { app: "global", admin: false, permission_set_id: "233b7976-39bd-43a9-b305-ef3a2b0998e5" },
        ],
        active_flag: true,
        timezone_name: "Europe/Helsinki",
        timezone_offset: "+02:00",
        role_id: 1,
        icon_url: null,
        is_you: true,
        is_deleted: false,
        company_id: 77,
        company_name: "Debrief demo company (simulated)",
        company_domain: domain,
        company_country: "FI",
        company_industry: "IT Services",
        language: { language_code: "en", country_code: "GB" },
      }),
    );
  });
  return app;
};
