import type { Page } from "playwright-core";

/** Signs in by password, as a person does, and waits for the page of meetings. */
export const signIn = async (page: Page, { email, password }: { email: string; password: string }): Promise<void> => {
  await page.goto("/sign-in?next=/meetings");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Meetings", level: 1 }).waitFor();
};
