import { meetingOf } from "../../tests/support/fixtures.ts";
import type { Team } from "../../tests/support/new-team.ts";
import { type OwnStack, pipedriveToken } from "../../tests/support/own-stack.ts";

let last = 0;

/** People whom the CRM has and Debrief meets for the first time. */
export const newPeople = ({ crm }: OwnStack, count: number): string[] =>
  Array.from({ length: count }, () => {
    const email = `new-${(last += 1)}@example.org`;
    crm.addPerson({ name: email, emails: [email] });
    return email;
  });

/** A delivery of a meeting with these people, as it is accepted. */
export const receiveMeeting = async ({ sql }: OwnStack, team: Team, emails: string[]): Promise<void> => {
  const invitees = emails.map((email) => ({ name: email, email, is_external: true }));
  const body = JSON.stringify(meetingOf(team.email, "02", { calendar_invitees: invitees }));
  await sql`
    select public.receive_webhook('fathom', ${`msg_${crypto.randomUUID()}`}, ${team.integrationId}, 'signature', '{}', ${body}, ${body.length})`;
};

/** The windows of the rate limits are empty again, Debrief's and the CRM's. */
export const emptyWindows = async (own: OwnStack): Promise<void> => {
  await own.sql`update private.crm_call_windows set calls = '{}', searches = '{}'`;
  own.passTimeInCrm(3_000);
};

export interface Times {
  /** From the delivery until the last of them has an outcome. */
  deliveryMs: number;
  /** The log step alone: its job from the first call to the last. */
  stepMs: number;
}

/** A meeting with so many new people arrives and is logged; how long that takes. */
export const logNewPeople = async (
  own: OwnStack,
  { team, people, ring }: { team: Team; people: number; ring: () => Promise<unknown> },
): Promise<Times> => {
  const emails = newPeople(own, people);
  await receiveMeeting(own, team, emails);
  await ring();
  await emptyWindows(own);
  const [row] = await own.sql<{ logged: number; ms: number }[]>`
    select count(*)::integer as logged, extract(epoch from max(o.updated_at) - min(e.received_at))::float8 * 1000 as ms
    from public.attendee_outcomes o join public.meeting_events me using (meeting_id) join public.webhook_events e on e.id = me.event_id
    where o.email = any (${emails}) and o.status = 'note_added'`;
  if (row?.logged !== people) throw new Error(`${row?.logged} of ${people} were logged`);
  return { deliveryMs: row.ms, stepMs: own.linesOf("log").at(-1)?.durationMs ?? 0 };
};

/** How long it takes to search for so many at once and then to ask for as many once more, if nobody limits it. */
export const twoCalls = async (own: OwnStack, people: number): Promise<number> => {
  const headers = { "x-api-token": pipedriveToken };
  const step = () =>
    Promise.all(
      Array.from({ length: people }, async () => {
        const response = await fetch(`${own.crmUrl}/api/v2/persons/search?term=nobody&fields=email`, { headers });
        await response.text();
      }),
    );
  const begunAt = performance.now();
  await step();
  own.passTimeInCrm(3_000);
  await step();
  own.passTimeInCrm(3_000);
  return performance.now() - begunAt;
};
