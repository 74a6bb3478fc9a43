import type { Figure } from "../figure.ts";
import type { Client } from "./open-client.ts";

const pages = ["/meetings", "/overview", "/inbox", "/audit", "/settings"];
/** The longest that a page needs to have asked for everything. */
const quietMs = 600;

/** How often each page asks the server when its address is entered, with a thousand meetings to show. */
export const measureRequests = async ({ open, stack, sql }: Client): Promise<Figure[]> => {
  const { page, close } = await open();
  const [meeting] = await sql<{ id: string }[]>`
    select id from public.meetings order by occurred_at desc limit 1`;
  let requests = 0;
  page.on("request", (request) => {
    if (request.url().startsWith(stack.file.apiUrl) && request.method() !== "OPTIONS") requests += 1;
  });
  const figures: Figure[] = [];
  for (const path of [...pages, `/meetings/${meeting?.id}`]) {
    await page.goto("about:blank");
    requests = 0;
    await page.goto(path);
    let before = -1;
    while (before !== requests) {
      before = requests;
      await page.waitForTimeout(quietMs);
    }
    figures.push({ what: `requests of ${path.replace(/[0-9a-f-]{36}/, "…")}`, value: requests, unit: "count" });
  }
  await close();
  return figures;
};
