import { expect, test } from "vitest";
import { createPipedriveSimulator } from "./simulator.ts";

const visit = async (path: string, prepare?: (simulator: ReturnType<typeof createPipedriveSimulator>) => unknown) => {
  const simulator = createPipedriveSimulator({ apiTokens: ["good-token"] });
  await prepare?.(simulator);
  const response = await simulator.app.request(path);
  return { response, page: await response.text() };
};
const write =
  (content: string) =>
  ({ app }: ReturnType<typeof createPipedriveSimulator>) =>
    app.request("/api/v1/notes", {
      method: "POST",
      headers: { "x-api-token": "good-token" },
      body: JSON.stringify({ content, person_id: 1001 }),
    });

test("the list shows everyone with the number of their notes, or who matches", async () => {
  const { page } = await visit("/", write("<p>Hello</p>"));
  expect(page).toContain("Simulated Pipedrive");
  expect(page).toContain("9 people");
  expect(page).toMatch(/Ben Buyer<\/a>\s*<span class="notes">1 note</);
  expect((await visit("/?q=TWIN")).page).toContain("2 people");
  expect((await visit("/?q=globex")).page).toContain("2 people");
  expect((await visit("/?q=nobody")).page).toContain("Nobody matches");
});

test("a person's page shows the notes as they are stored, the newest first", async () => {
  const { page } = await visit("/person/1001", async (simulator) => {
    await write("<p>Older</p>")(simulator);
    await write("<p>Newer <b>bold</b></p><script>alert(1)</script>")(simulator);
  });
  expect(page).toContain("<p>Newer <b>bold</b></p></div>");
  expect(page.indexOf("Newer")).toBeLessThan(page.indexOf("Older"));
  expect(page).not.toContain("script");
  expect((await visit("/person/9")).response.status).toBe(404);
});

test("nothing on a page can run or load anything", async () => {
  const { response, page } = await visit('/?q="><script>alert(1)</script>', ({ controls }) => {
    controls.addPerson({ name: `"><script>alert(1)</script>`, emails: ["<b>@example.org"] });
  });
  expect(page).not.toContain("<script");
  expect(page).not.toContain("<b>@");
  expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'unsafe-inline'");
});
