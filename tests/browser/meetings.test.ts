import type postgres from "postgres";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { desktop, expectWellMade, launchBrowser, openPage, phone, signIn } from "../support/browser.ts";
import { type Team, createTeam } from "../support/team.ts";
import { openSql } from "./arrange.ts";

let browser: Browser;
let sql: postgres.Sql;
beforeAll(async () => {
  sql = openSql();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await sql.end();
});

interface Arranged {
  title: string;
  hoursAgo?: number;
  summary?: string;
  said?: string;
  attendees?: [name: string, email: string, status: string][];
}

/** Puts meetings into the database, as if they had been delivered and logged long ago. */
const arrange = async (team: Team, meetings: Arranged[]): Promise<void> => {
  for (const { title, hoursAgo = 1, summary = null, said, attendees = [] } of meetings) {
    const transcript = said === undefined ? null : [{ speaker: "Ben Buyer", email: null, text: said, atSeconds: 5 }];
    const [meeting] = await sql`
      insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at, duration_seconds,
        recorded_by_name, recorded_by_email, summary, transcript)
      values (${team.workspaceId}, ${team.userId}, 'fathom', ${crypto.randomUUID()}, ${title},
        now() - ${hoursAgo} * interval '1 hour', 1800, 'Ana Host', ${team.email}, ${summary}, ${sql.json(transcript)})
      returning id`;
    for (const [name, email, status] of attendees)
      await sql`insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, name, email, status)
        values (${meeting?.["id"]}, ${team.workspaceId}, ${team.userId}, ${name}, ${email}, ${status})`;
  }
};

const arrangeMany = async (team: Team, count: number): Promise<void> => {
  await sql`
    with m as (
      insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at, duration_seconds, recorded_by_name)
      select ${team.workspaceId}, ${team.userId}, 'fathom', gen_random_uuid()::text, 'Call number ' || n,
        now() - n * interval '1 hour', 60 * (n % 90), 'Ana Host'
      from generate_series(1, ${count}) n returning id, workspace_id, user_id)
    insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, email, status)
    select id, workspace_id, user_id, 'ben.buyer@example.org', 'note_added' from m`;
  await sql`analyze public.meetings`;
};

const few: Arranged[] = [
  {
    title: "Discovery with Globex",
    summary: "## Next steps\n* They **evaluate** a rollout in two regions before the summer",
    said: "We would need the turbine dashboards in Oslo first.",
    attendees: [
      ["Zoë Łukasz", "zoe@globex.example", "note_added"],
      ["Ben Buyer", "ben@globex.example", "not_found"],
      ["Ana Host", "ana@example.com", "skipped_internal"],
    ],
  },
  {
    title:
      "Renewal review: a title that goes on and on until no screen of any width is wide enough for all of it, surely",
    hoursAgo: 30,
    said: "Nothing about that.",
    attendees: ["note_added", "not_found", "ambiguous", "failed", "pending", "dry_run", "skipped_internal"].map(
      (status, index): [string, string, string] => [`Person ${index}`, `p${index}@example.org`, status],
    ),
  },
  {
    title: "Stand-up",
    hoursAgo: 500,
    attendees: [
      ["Ana Host", "ana@example.com", "skipped_internal"],
      ["Moe Host", "moe@example.com", "skipped_internal"],
    ],
  },
  { title: "Nobody came", hoursAgo: 9000 },
];

const rows = (page: Page) => page.getByRole("list", { name: "Meetings, newest first" }).locator("> li");

describe("the list of meetings", () => {
  test("is searched and filtered by an address that can be kept, and says what to let go when nothing is left", async () => {
    const team = await createTeam({ crm: false });
    await arrange(team, few);
    const { page, expectQuiet, close } = await openPage(browser);
    await signIn(page, team);
    await page.goto("/meetings");
    await page.getByText("4 meetings", { exact: true }).waitFor();
    await expectWellMade(page, "list");

    await page.keyboard.press("/");
    await page.keyboard.type("turbine osl");
    await page.getByText("1 meeting", { exact: true }).waitFor();
    await page.getByText(/^In the transcript: Ben Buyer: We would need the turbine/).waitFor();
    expect(await page.locator("mark").allTextContents()).toEqual(["turbine", "Osl"]);
    expect(new URL(page.url()).searchParams.get("q")).toBe("turbine osl");
    await page.getByRole("button", { name: "Filters" }).click();
    await page.getByLabel("An attendee's outcome").selectOption("failed");
    await page.getByText("No meeting matches").waitFor();
    await expectWellMade(page, "list-nothing-found");
    await page.getByRole("button", { name: "Without “turbine osl” (1 meeting)" }).click();
    await rows(page).getByText("Renewal review").waitFor();
    await page.getByLabel("Person").fill("p3@example.org");
    await page.getByLabel("Person").press("Enter");
    await page.getByRole("button", { name: "Remove the filter With p3@example.org" }).waitFor();
    await expectWellMade(page, "list-filtered");

    await page.goBack();
    await page.getByRole("button", { name: "Remove the filter Outcome: Failed" }).click();
    await page.getByText("4 meetings", { exact: true }).waitFor();
    await page.goto("/meetings?outcome=internal&from=nonsense&q=up");
    await rows(page).getByText("Stand-up").waitFor();
    expect(await rows(page).count()).toBe(1);
    await page.getByRole("button", { name: "Clear all" }).click();
    await page.getByText("4 meetings", { exact: true }).waitFor();
    expectQuiet();
    await close();
  });

  test("is walked through, opened and come back to by keys alone, which are listed under the question mark", async () => {
    const team = await createTeam({ crm: false });
    await arrange(team, few);
    const { page, expectQuiet, close } = await openPage(browser, { ...desktop, colorScheme: "dark" });
    await signIn(page, team);
    await page.goto("/meetings?q=globex");
    await page.getByText("1 meeting", { exact: true }).waitFor();
    await expectWellMade(page, "list-searched-dark");
    await page.goto("/meetings");
    await rows(page).nth(3).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("heading", { name: "Keyboard shortcuts" }).waitFor();
    await expectWellMade(page, "shortcuts");
    await page.keyboard.press("Escape");
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    for (const [key, title] of [
      ["j", "Discovery"],
      ["j", "Renewal"],
      ["ArrowDown", "Stand-up"],
      ["k", "Renewal"],
    ]) {
      await page.keyboard.press(key ?? "");
      expect(await focused()).toContain(title);
    }
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /Renewal/ }).waitFor();
    await page.goBack();
    await rows(page).nth(3).waitFor();
    expectQuiet();
    await close();
  });

  test("tells outcomes apart by sign, number and words on a phone too", async () => {
    const team = await createTeam({ crm: false });
    await arrange(team, few);
    const { page, expectQuiet, close } = await openPage(browser, phone);
    await signIn(page, team);
    await page.goto("/meetings?q=re");
    await rows(page).getByText("Renewal").waitFor();
    // The beginning of an address too, here the recorder's.
    await page.getByText(`Recorded by: ${team.email}`).first().waitFor();
    await page.getByRole("button", { name: "Filters" }).click();
    await expectWellMade(page, "list-phone-filters");
    await page.getByRole("button", { name: "Filters" }).click();
    await page.getByRole("button", { name: "Remove the filter “re”" }).click();
    await rows(page).nth(3).waitFor();
    await expectWellMade(page, "list-phone");
    for (const words of ["1 logged", "1 not found", "1 to choose", "1 failed", "1 pending", "1 dry run", "1 internal"])
      expect(await rows(page).nth(1).getByText(words, { exact: true }).count()).toBe(1);

    await arrangeMany(team, 30);
    await page.reload();
    await rows(page).nth(12).waitFor();
    await page.evaluate(() => window.scrollTo(0, 1_200));
    await arrange(team, [{ title: "Just ended", hoursAgo: 0 }]);
    await page.getByRole("button", { name: "1 new meeting" }).waitFor({ timeout: 15_000 });
    await expectWellMade(page, "list-phone-new");
    expectQuiet();
    await close();
  });
});

describe("10,000 meetings", () => {
  test("scroll to the end without long pauses, few of them in the page, and are where they were when one comes back", async () => {
    const team = await createTeam({ crm: false });
    await arrangeMany(team, 10_000);
    const { page, expectQuiet, close } = await openPage(browser);
    const devtools = await page.context().newCDPSession(page);
    // In time of the processor: what else the machine does meanwhile does not count.
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    const busyMs = async () => {
      const { metrics } = await devtools.send("Performance.getMetrics");
      return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
    };
    await signIn(page, team);
    await page.goto("/meetings");
    await page.getByText("10,000 meetings", { exact: true }).waitFor();
    await rows(page).nth(5).waitFor();
    const [began, busyBefore] = [performance.now(), await busyMs()];
    let most = 0;
    let jumps = 0;
    for (; performance.now() - began < 100_000; jumps++) {
      await page.keyboard.press("End");
      const shown = await page.evaluate(() =>
        [...document.querySelectorAll("li[data-id]")].map((row) => row.textContent),
      );
      most = Math.max(most, shown.length);
      if (shown.at(-1)?.startsWith("Call number 10000")) break;
    }
    const busy = (await busyMs()) - busyBefore;
    console.log(
      `10,000 meetings: ${jumps} jumps to the end in ${Math.round(performance.now() - began)} ms, ${Math.round(busy)} ms of them busy; at most ${most} rows in the page`,
    );
    expect(most).toBeLessThan(100);
    // No pause that a person would feel: 51 pages came, and each was scrolled through.
    expect(busy / 51).toBeLessThan(200);
    expect(await rows(page).last().getAttribute("aria-posinset")).toBe("10000");
    expect(await rows(page).last().getAttribute("aria-setsize")).toBe("10000");

    await page.evaluate(() => window.scrollBy(0, -200_000));
    await rows(page)
      .getByText(/^Call number (69|70|71)/)
      .nth(3)
      .waitFor();
    const seen = () => page.evaluate(() => document.elementFromPoint(400, 400)?.closest("li")?.textContent);
    const before = await seen();
    await page.mouse.click(400, 400);
    await page.getByRole("heading", { level: 1, name: /Call number/ }).waitFor();
    await page.goBack();
    await rows(page).nth(5).waitFor();
    expect(await seen()).toBe(before);

    // Something new neither moves what is read nor is kept back.
    await arrange(team, [{ title: "Just ended", hoursAgo: 0 }]);
    await page.getByRole("button", { name: "1 new meeting" }).waitFor({ timeout: 15_000 });
    expect(await seen()).toBe(before);
    await page.getByRole("button", { name: "1 new meeting" }).click();
    await rows(page).getByText("Just ended").waitFor();
    await arrange(team, [{ title: "Ended after that", hoursAgo: 0 }]);
    await rows(page).first().getByText("Ended after that").waitFor({ timeout: 15_000 });
    expectQuiet();
    await close();
  }, 150_000);
});
