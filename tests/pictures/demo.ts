import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@supabase/supabase-js";
import type { StackFile } from "../../local/stack/stack-file.ts";
import type { Database } from "../../supabase/functions/_shared/platform/database.types.ts";
import { callSimulator } from "../support/call-simulator.ts";

/** Weeks of calls, as many as fill a list, a chart and an inbox. */
const calls = 90;
const daysThatAreThere = 14;
const patienceMs = 300_000;

/** Fills the demo workspace as a person would: past meetings are imported from the simulated Fathom, and logged. */
export const fillDemo = async ({ apiUrl, publishableKey, fathomUrl, demo }: StackFile): Promise<void> => {
  // Before those that are there already: two of one moment would be recordings of one conversation.
  const until = new Date(Date.now() - daysThatAreThere * 86_400_000).toISOString();
  await callSimulator(fathomUrl, "POST", "/past-meetings", { recordedBy: demo.email, count: calls, until });
  const client = createClient<Database>(apiUrl, publishableKey, { auth: { persistSession: false } });
  const { data: signedIn } = await client.auth.signInWithPassword(demo);
  const response = await fetch(`${apiUrl}/functions/v1/api/imports`, {
    method: "POST",
    headers: { authorization: `Bearer ${signedIn.session?.access_token}`, "content-type": "application/json" },
    body: JSON.stringify({ integrationId: demo.integrationId, most: 500, writeNotes: true }),
  });
  if (!response.ok) throw new Error(`the import was answered with ${response.status}: ${await response.text()}`);

  const endsAt = Date.now() + patienceMs;
  for (;;) {
    const { data: imports } = await client.from("imports").select("state, done, total");
    const { count: pending } = await client
      .from("attendee_outcomes")
      .select("*", { count: "exact", head: true })
      .eq("status", "pending");
    if (imports?.every(({ state }) => state === "finished") && pending === 0) return;
    if (Date.now() > endsAt)
      throw new Error(`the import takes too long: ${JSON.stringify(imports)}, ${pending} pending`);
    await sleep(500);
  }
};

/** The meeting of the latest week in which most happened to its attendees. */
export const tellingMeeting = async ({ apiUrl, publishableKey, demo }: StackFile): Promise<string> => {
  const client = createClient<Database>(apiUrl, publishableKey, { auth: { persistSession: false } });
  await client.auth.signInWithPassword(demo);
  const { data } = await client
    .from("meetings")
    .select("id, attendee_outcomes(status)")
    .order("occurred_at", { ascending: false })
    .limit(60);
  const variety = (outcomes: { status: string }[]): number => new Set(outcomes.map(({ status }) => status)).size;
  const [best] = (data ?? []).toSorted((a, b) => variety(b.attendee_outcomes) - variety(a.attendee_outcomes));
  if (!best) throw new Error("there is no meeting");
  return best.id;
};
