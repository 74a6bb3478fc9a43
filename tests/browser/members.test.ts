import type postgres from "postgres";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectWellMade, launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { type Team, createTeam } from "../support/team.ts";
import { theStack } from "../support/the-stack.ts";
import { addColleague, openSql } from "./arrange.ts";

let browser: Browser;
let sql: postgres.Sql;
beforeAll(async () => {
  browser = await launchBrowser();
  sql = openSql();
});
afterAll(async () => {
  await browser.close();
  await sql.end();
});

const membersOf = (page: Page) => page.getByRole("region", { name: "Members" });

/** Invites by the page, and returns the link that is shown once. */
const invite = async (page: Page, email: string, role: string): Promise<string> => {
  await membersOf(page).getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail of the person").fill(email);
  await dialog.getByRole("radio", { name: role }).check();
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = await dialog.getByRole("textbox", { name: "Link of the invitation" }).inputValue();
  await expectWellMade(page, "invitation-link");
  await dialog.getByRole("button", { name: "Done" }).click();
  return link;
};

const openMembers = async (page: Page, person: Pick<Team, "email" | "password">) => {
  await signIn(page, person);
  await page.goto("/settings#members");
  await membersOf(page).getByRole("list", { name: "Members" }).waitFor();
};

describe("inviting somebody", () => {
  test("from the link to the team's settings: signed up, joined, and in no workspace of their own", async () => {
    const team = await createTeam({ crm: false });
    const email = `new-${Date.now()}@example.net`;
    const owner = await openPage(browser);
    await openMembers(owner.page, team);
    const link = await invite(owner.page, email, "Manager");
    await owner.page.getByText(email).first().waitFor();
    await expectWellMade(owner.page, "members");
    owner.expectQuiet();
    await owner.close();

    const { page, expectQuiet, close } = await openPage(browser, phone);
    await page.goto(link);
    await page.getByText("invites you to join as a manager.").waitFor();
    await page.getByText("n•••@example.net").waitFor();
    await expectWellMade(page, "phone-invitation");
    await page.getByRole("link", { name: "Create an account" }).click();
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("a long enough password");
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByText(`You are signed in as ${email}`).waitFor();
    await page.getByRole("button", { name: /^Join / }).click();
    await page.getByRole("navigation", { name: "Main" }).waitFor();
    await page.goto("/settings#members");
    await membersOf(page).getByText(team.email).waitFor();
    expect(
      await membersOf(page)
        .getByRole("button", { name: /Change|Remove/ })
        .count(),
    ).toBe(0);
    await expectWellMade(page, "phone-members-as-manager");
    expectQuiet();
    await close();
    const rows =
      await sql`select m.workspace_id, m.role from public.workspace_members m join auth.users u on u.id = m.user_id where u.email = ${email}`;
    expect(rows).toEqual([{ workspace_id: team.workspaceId, role: "manager" }]);
  });

  test("who has a workspace joins another one, changes that one, and switches between them; a used link says so", async () => {
    const [team, other] = [await createTeam({ crm: false }), await createTeam({ crm: false })];
    await sql`update public.workspaces set name = 'Second Home' where id = ${team.workspaceId}`;
    const { body } = await team.api("/invitations", {
      workspaceId: team.workspaceId,
      email: other.email,
      role: "admin",
    });
    const link = `/invitation?token=${body["token"]}`;
    const { page, forget, expectQuiet, close } = await openPage(browser);
    await page.goto(link);
    await page.getByRole("link", { name: "I have an account" }).click();
    await page.getByLabel("E-mail").fill(other.email);
    await page.getByLabel("Password", { exact: true }).fill(other.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Join Second Home" }).click();
    await page.getByRole("navigation", { name: "Main" }).waitFor();
    await page.goto("/settings");
    await page.getByRole("region", { name: "Workspace" }).getByText("Second Home").waitFor();
    await page.getByLabel("Company domain").fill(theStack().demo.pipedriveAccount);
    await page.getByLabel("API token").fill(theStack().demo.pipedriveToken);
    await page.getByRole("button", { name: "Connect Pipedrive" }).click();
    await page
      .getByText(/Debrief demo company/)
      .first()
      .waitFor();
    expect(
      await sql`select workspace_id from public.crm_connections where workspace_id in (${team.workspaceId}, ${other.workspaceId})`,
    ).toEqual([{ workspace_id: team.workspaceId }]);
    await page.getByRole("button", { name: /^Account of/ }).click();
    await expectWellMade(page, "workspace-choice");
    await page.getByRole("combobox", { name: "Workspace" }).selectOption("example.com");
    await page.getByRole("navigation", { name: "Main" }).waitFor();
    await page.goto("/settings");
    await page.getByRole("region", { name: "Workspace" }).getByText("example.com").waitFor();
    expectQuiet();
    await page.goto(link);
    await page.getByText("This invitation is not open any more").waitFor();
    await expectWellMade(page, "invitation-used");
    forget();
    await close();
  });
});

describe("roles and the end of a membership", () => {
  test("an owner changes a role and removes somebody, who sees nothing any more at once; the last owner stays", async () => {
    const team = await createTeam({ crm: false });
    const colleague = await addColleague(sql, team, "member");
    const { page, forget, expectQuiet, close } = await openPage(browser);
    await openMembers(page, team);
    await page.getByRole("button", { name: `Change role of ${colleague.email}` }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Manager" }).check();
    await expectWellMade(page, "change-role");
    await dialog.getByRole("button", { name: "Save" }).press("Enter");
    await membersOf(page)
      .getByText(/^Manager, since/)
      .waitFor();
    const seen = async () => (await colleague.client.from("workspace_people").select("user_id")).data?.length;
    expect(await seen()).toBe(2);

    await page.getByRole("button", { name: `Remove ${colleague.email}` }).click();
    await dialog.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("button", { name: `Remove ${colleague.email}` }).waitFor({ state: "detached" });
    expect(await seen()).toBe(0);

    expectQuiet();
    await page.getByRole("button", { name: "Leave this workspace" }).click();
    await dialog.getByRole("button", { name: "Leave" }).click();
    await dialog.getByText("A workspace has at least one owner.").waitFor();
    forget();
    await close();

    const left = await openPage(browser, phone);
    await left.page.goto("/sign-in");
    await left.page.getByLabel("E-mail").fill(colleague.email);
    await left.page.getByLabel("Password", { exact: true }).fill(colleague.password);
    await left.page.getByRole("button", { name: "Sign in" }).click();
    await left.page.getByRole("heading", { name: "You are in no workspace" }).waitFor();
    await expectWellMade(left.page, "phone-no-workspace");
    await left.page.getByLabel("Name of the workspace").fill("On My Own");
    await left.page.getByRole("button", { name: "Create a workspace" }).click();
    await left.page.getByRole("heading", { name: "You are in no workspace" }).waitFor({ state: "detached" });
    left.expectQuiet();
    await left.close();
  });

  test("a workspace is renamed, and deleted by who types its name", async () => {
    const team = await createTeam({ crm: false });
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.goto("/settings");
    await page.getByRole("button", { name: "Rename" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name of the workspace").fill("Globex & Söhne");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Workspace" }).getByText("Globex & Söhne").waitFor();
    await page.getByRole("button", { name: "Delete this workspace…" }).click();
    await dialog.getByLabel("Type the name of the workspace").fill("Globex");
    await page.keyboard.press("Enter");
    await dialog.getByText("This is not its name.").waitFor();
    await expectWellMade(page, "delete-workspace");
    await dialog.getByLabel("Type the name of the workspace").fill("Globex & Söhne");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "You are in no workspace" }).waitFor();
    expect(await sql`select 1 from public.workspaces where id = ${team.workspaceId}`).toHaveLength(0);
    expectQuiet();
    await close();
  });
});
