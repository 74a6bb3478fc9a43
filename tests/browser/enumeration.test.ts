import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openPage } from "../support/browser.ts";
import { createTeam } from "../support/team.ts";

let browser: Browser;
let known: string;
const unknown = `nobody-${Date.now()}@example.net`;
beforeAll(async () => {
  browser = await launchBrowser();
  known = (await createTeam({ crm: false })).email;
});
afterAll(() => browser.close());

const send = async (page: Page, path: string, email: string, button: string): Promise<void> => {
  await page.goto(path);
  await page.getByLabel("E-mail").fill(email);
  const password = page.getByLabel("Password", { exact: true });
  if ((await password.count()) > 0) await password.fill("not this one");
  await page.getByRole("button", { name: button }).click();
};

/** Each way to find out whether somebody has an account: what to do, and what is said. */
const ways = {
  "signing in": { path: "/sign-in", button: "Sign in", says: "The e-mail address or the password is not right." },
  "asking for a link": { path: "/sign-in?with=link", button: "Send me a link", says: "If there is an account for" },
  "asking for a new password": {
    path: "/sign-in?with=reset",
    button: "Send me a link",
    says: "If there is an account for",
  },
  "signing up": { path: "/sign-up", button: "Create account", says: "Check your e-mail: a link is on its way" },
};

describe("the pages say of an address that has an account what they say of any other (promise 4)", () => {
  test.each(Object.entries(ways))("%s", async (_, { path, button, says }) => {
    const { page, close } = await openPage(browser);
    // As a project answers that has addresses confirmed: to both alike, with a user and no session.
    await page.route("**/auth/v1/signup*", (route) => {
      const { email } = route.request().postDataJSON();
      const user = {
        id: crypto.randomUUID(),
        aud: "authenticated",
        email,
        identities: [],
        app_metadata: {},
        user_metadata: {},
      };
      return route.fulfill({ json: user });
    });
    const said: string[] = [];
    for (const email of [known, unknown]) {
      await send(page, path, email, button);
      await page.getByText(says).first().waitFor();
      said.push((await page.locator("main").innerText()).replaceAll(email, "<address>"));
    }
    expect(said[0]).toBe(said[1]);
    await close();
  });
});
