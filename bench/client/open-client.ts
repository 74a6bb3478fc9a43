import postgres from "postgres";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import type { Stack } from "../../local/stack/stack.ts";
import { launchBrowser } from "../../tests/support/launch-browser.ts";
import { signIn } from "../../tests/support/sign-in.ts";
import { startThrowAwayStack } from "../../tests/support/throw-away-stack.ts";

/** Debrief with the demo workspace full of meetings, and its client in a real browser. */
export interface Client {
  stack: Stack;
  sql: postgres.Sql;
  workspaceId: string;
  userId: string;
  /** A signed-in page in a session of its own. `before` runs in it before anything of the page does. */
  open(before?: () => void): Promise<Opened>;
  close(): Promise<void>;
}

export interface Opened {
  page: Page;
  devTools: CDPSession;
  close(): Promise<void>;
}

const viewport = { width: 1280, height: 800 };
/** So many are in the list from the beginning: `known-1`, called Call 1, is the newest. */
const knownMeetings = 1_000;

const addMeetings = async (sql: postgres.Sql, workspaceId: string, userId: string): Promise<void> => {
  await sql`
    with known as (
      insert into public.meetings (workspace_id, user_id, source, external_id, title, occurred_at)
      select ${workspaceId}, ${userId}, 'fathom', 'known-' || n, 'Call ' || n, now() - n * interval '1 hour'
      from generate_series(1, ${knownMeetings}::integer) n
      returning id, workspace_id, user_id)
    insert into public.attendee_outcomes (meeting_id, workspace_id, user_id, name, email, status)
    select id, workspace_id, user_id, 'Guest ' || n, 'guest-' || n || '@example.org', 'not_found'
    from known, generate_series(1, 3) n`;
};

/** The newest of the meetings that are there from the beginning. */
export const firstMeeting = (page: Page) => page.getByRole("link", { name: "Call 1", exact: true });

export const openClient = async (): Promise<Client> => {
  const { stack, stop } = await startThrowAwayStack({ name: "client", clock: false });
  const ends: (() => unknown)[] = [stop];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).toReversed()) await end();
  };
  try {
    const sql = postgres(stack.file.dbUrl, { max: 2, onnotice: () => undefined });
    ends.push(() => sql.end({ timeout: 2 }));
    const [member] = await sql<{ workspaceId: string; userId: string }[]>`
      select workspace_id as "workspaceId", user_id as "userId" from public.workspace_members`;
    if (!member) throw new Error("the demo workspace is missing");
    await addMeetings(sql, member.workspaceId, member.userId);
    const browser: Browser = await launchBrowser();
    ends.push(() => browser.close());

    const open = async (before?: () => void): Promise<Opened> => {
      const context: BrowserContext = await browser.newContext({ baseURL: stack.file.webUrl, viewport });
      if (before) await context.addInitScript(before);
      const page = await context.newPage();
      await signIn(page, stack.file.demo);
      await firstMeeting(page).waitFor();
      return { page, devTools: await context.newCDPSession(page), close: () => context.close() };
    };
    return { stack, sql, ...member, open, close };
  } catch (error) {
    await close();
    throw error;
  }
};
