import { vi } from "vitest";
import type { Answer, Team } from "./team.ts";

/** The attendees' outcomes of a meeting as its user sees them, in order of e-mail. */
export const outcomesOf = async (team: Team, externalId: string) => {
  const { data, error } = await team.client
    .from("attendee_outcomes")
    .select("name, email, status, reason, error, candidates, crm_person_id, crm_note_id, meetings!inner(external_id)")
    .eq("meetings.external_id", externalId)
    .order("email");
  if (error) throw new Error(error.message);
  return data;
};

/** Waits until the meeting is there and nobody of it is pending. */
export const waitForOutcomes = async (team: Team, externalId: string) => {
  await vi.waitUntil(
    async () => {
      const outcomes = await outcomesOf(team, externalId);
      return outcomes.length > 0 && outcomes.every(({ status }) => status !== "pending");
    },
    { timeout: 20_000, interval: 50 },
  );
  return outcomesOf(team, externalId);
};

/** The event that a delivery was answered with, as this user sees it; undefined when they see none. */
export const eventOf = async (team: Team, { body }: Pick<Answer, "body">) => {
  const { data, error } = await team.client
    .from("webhook_events")
    .select("id, state, error, payload")
    .eq("id", body.event_id ?? "");
  if (error) throw new Error(error.message);
  return data[0];
};
