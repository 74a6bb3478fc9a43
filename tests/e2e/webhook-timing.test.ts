import { expect, test } from "vitest";
import { meetingOf } from "../support/fixtures.ts";
import { createTeam, deliverSigned } from "../support/team.ts";

const otherSecret = "whsec_ZmF0aG9tLXRlc3Qtc2VjcmV0LTMyLWJ5dGVzLWxvbmc=";
const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

test("a forgery takes as long for an address that is known as for one that is not", async () => {
  const team = await createTeam({ crm: false });
  const took = { known: [] as number[], unknown: [] as number[] };
  for (let at = 0; at < 40; at += 1) {
    // One after the other, so that whatever else the machine does strikes both.
    for (const [which, email] of [
      ["known", team.email],
      ["unknown", `nobody-${at}@example.com`],
    ] as const) {
      const body = meetingOf(email);
      const startedAt = performance.now();
      const { status } = await deliverSigned(body, otherSecret);
      took[which].push(performance.now() - startedAt);
      expect(status).toBe(401);
    }
  }
  const [known, unknown] = [median(took.known), median(took.unknown)];
  console.log(
    `a forgery is refused in ${known.toFixed(2)} ms if the address is known, in ${unknown.toFixed(2)} ms if not`,
  );
  expect(known / unknown).toBeGreaterThan(0.5);
  expect(known / unknown).toBeLessThan(2);
});
