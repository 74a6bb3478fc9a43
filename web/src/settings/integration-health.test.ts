import { expect, test } from "vitest";
import { integrationHealth } from "./integration-health.ts";

const fine = { status: "active", failures_in_row: 0, quiet_since: null };
const quiet_since = "2026-11-10T10:00:00Z";

test.each([
  ["active", fine],
  ["failing", { ...fine, failures_in_row: 1, quiet_since }],
  ["quiet", { ...fine, quiet_since }],
  ["broken", { ...fine, status: "broken", failures_in_row: 4 }],
  ["disconnected", { ...fine, status: "disconnected", quiet_since }],
])("the worst that holds is said: %s", (health, integration) => {
  expect(integrationHealth(integration)).toBe(health);
});
