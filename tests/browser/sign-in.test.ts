import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectWellMade, launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { linkTo, mailsTo } from "../support/simulated-mail.ts";
import { createTeam } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});

const askForLink = async (page: Page, way: "Send me a sign-in link" | "Forgot your password?", email: string) => {
  await page.getByRole("link", { name: way }).click();
  await page.getByRole("button", { name: "Send me a link" }).waitFor();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await page.getByText(`If there is an account for ${email}, a message with a link is on its way.`).waitFor();
};

describe("a link instead of a password", () => {
  test("signs in once, and leads to where the person wanted to go", async () => {
    const team = await createTeam({ crm: false });
    const { page, forget, expectQuiet, close } = await openPage(browser);
    await page.goto("/settings");
    await page.getByLabel("E-mail").fill(team.email);
    await page.getByRole("link", { name: "Send me a sign-in link" }).click();
    expect(await page.getByLabel("E-mail").inputValue()).toBe(team.email);
    await page.keyboard.press("Enter");
    await page.getByText(`If there is an account for ${team.email}`).waitFor();
    await expectWellMade(page, "sign-in-link-sent");
    const link = (await linkTo(team.email)).href;
    await page.goto(link);
    await expectWellMade(page, "sign-in-confirm");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
    expectQuiet();
    await page.goto(link);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("The link was used already").waitFor();
    await expectWellMade(page, "sign-in-link-used");
    forget();
    await page.goto(`${theStack().mailUrl}/`);
    await page.getByText(`To ${team.email}`).first().waitFor();
    await expectWellMade(page, "simulated-mailbox");
    await close();
  });

  test("says the same to an address that has no account, and sends nothing there", async () => {
    const email = `nobody-${Date.now()}@example.net`;
    const { page, close } = await openPage(browser, phone);
    await page.goto("/sign-in");
    await askForLink(page, "Send me a sign-in link", email);
    await askForLink(page, "Forgot your password?", email);
    await expectWellMade(page, "phone-forgot-password");
    expect(await mailsTo(email)).toEqual([]);
    await close();
  });

  test("of the usual kind, with the session or an error behind the #, is taken too", async () => {
    const team = await createTeam({ crm: false });
    const { page, close } = await openPage(browser);
    await page.goto("/sign-in");
    await askForLink(page, "Forgot your password?", team.email);
    const token = (await linkTo(team.email)).searchParams.get("token_hash") ?? "";
    const { apiUrl, webUrl } = theStack();
    const usual = `${apiUrl}/auth/v1/verify?token=${token}&type=recovery&redirect_to=${webUrl}`;
    await page.goto(usual);
    await page.getByRole("heading", { name: "Choose a new password" }).waitFor();
    await page.getByText(team.email).waitFor();
    expect(page.url().replace(/#$/, "")).toBe(`${webUrl}/reset-password`);
    await page.goto(usual);
    await page.getByRole("heading", { name: "This link does not work" }).waitFor();
    await page.getByText("The link was used already").waitFor();
    await close();
  });
});

describe("a forgotten password", () => {
  test("is replaced by a new one, and the old one is good for nothing", async () => {
    const team = await createTeam({ crm: false });
    const { page, expectQuiet, close } = await openPage(browser, phone);
    await page.goto("/reset-password");
    await page.getByRole("link", { name: "Have a new link sent" }).click();
    await page.getByLabel("E-mail").fill(team.email);
    await page.getByRole("button", { name: "Send me a link" }).click();
    await page.getByText(/a message with a link is on its way/).waitFor();
    await page.goto((await linkTo(team.email)).href);
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByLabel("New password").fill("short");
    await page.getByRole("button", { name: "Save the new password" }).click();
    await page.getByText("This password is too short").waitFor();
    await expectWellMade(page, "phone-new-password");
    await page.getByLabel("New password").fill("a whole new password");
    await page.getByRole("button", { name: "Save the new password" }).click();
    await page.getByRole("heading", { name: "Your password is changed" }).waitFor();
    await expectWellMade(page, "phone-new-password-saved");
    expectQuiet();
    await close();
    const signsIn = async (password: string) =>
      (await team.client.auth.signInWithPassword({ email: team.email, password })).error?.code ?? "in";
    expect(await signsIn(team.password)).toBe("invalid_credentials");
    expect(await signsIn("a whole new password")).toBe("in");
  });
});

describe("a session that ends", () => {
  test("is said on the sign-in page, and one comes back to where one was", async () => {
    const team = await createTeam({ crm: false });
    const { page, close } = await openPage(browser);
    await signIn(page, team);
    await page.goto("/settings#retention");
    await page.getByRole("heading", { name: "How long things are kept" }).waitFor();
    // As after a long time, or when the account was signed out elsewhere.
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage).filter((name) => name.endsWith("-auth-token"))) {
        const session = JSON.parse(localStorage.getItem(key) ?? "{}");
        localStorage.setItem(key, JSON.stringify({ ...session, expires_at: 1, refresh_token: "gone" }));
      }
    });
    await page.reload();
    await page.getByText("Your session has ended. Sign in to go on where you were.").waitFor();
    await expectWellMade(page, "session-ended");
    await page.getByLabel("E-mail").fill(team.email);
    await page.getByLabel("Password", { exact: true }).fill(team.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "How long things are kept" }).waitFor();
    expect(new URL(page.url()).hash).toBe("#retention");
    await close();
  });
});
