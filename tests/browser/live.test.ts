import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { launchBrowser, openPage, signIn } from "../support/browser.ts";
import { meetingOf } from "../support/fixtures.ts";
import { createTeam } from "../support/team.ts";
import { addColleague, openSql } from "./arrange.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A signed-in page that never asks by itself and is told of changes. */
const openTold = async (who: { email: string; password: string }) => {
  const opened = await openPage(browser);
  const { page } = opened;
  await page.addInitScript(() => {
    const { setInterval } = window;
    // Every poll is one of these.
    Object.assign(window, {
      setInterval: (run: () => void, ms: number) => (ms >= 1_000 ? 0 : setInterval(run, ms)),
    });
  });
  const joined = new Promise<void>((resolve) => {
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => {
        if (/"realtime:.*"status":"ok"/.test(String(payload))) resolve();
      }),
    );
  });
  await signIn(page, who);
  await page.goto("/meetings");
  await joined;
  return opened;
};

test("a meeting that arrives is on its user's and the manager's page within a second, and on nobody else's", async () => {
  const sql = openSql();
  const team = await createTeam({ crm: false });
  const member = await addColleague(sql, team, "member");
  const other = await addColleague(sql, team, "member");
  await sql`update public.fathom_integrations set workspace_id = ${team.workspaceId} where id = ${member.integrationId}`;
  await sql.end();
  const [ofManager, ofMember, ofOther] = [await openTold(team), await openTold(member), await openTold(other)];
  const asked: string[] = [];
  ofOther.page.on("request", (request) => asked.push(request.url()));

  await member.deliver(meetingOf(member.email));
  await vi.waitUntil(async () => (await member.client.from("meetings").select("id")).data?.length === 1, {
    timeout: 10_000,
    interval: 20,
  });
  const storedAt = performance.now();
  for (const { page } of [ofMember, ofManager]) {
    await page.getByRole("link", { name: /Renewal review/ }).waitFor({ timeout: 5_000 });
    const tookMs = Math.round(performance.now() - storedAt);
    console.log(`a stored meeting was on the page after ${tookMs} ms`);
    expect(tookMs).toBeLessThan(1_000);
  }
  expect(asked).toEqual([]);
  for (const { expectQuiet, close } of [ofManager, ofMember, ofOther]) {
    expectQuiet();
    await close();
  }
});
