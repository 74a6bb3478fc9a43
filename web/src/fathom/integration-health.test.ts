import { expect, test } from "vitest";
import { integrationHealth } from "./integration-health.ts";

const fine = {
  status: "active",
  setup: "api_key",
  webhook_id: "hook",
  last_error: null,
  failures_in_row: 0,
  quiet_since: null,
};
const quiet_since = "2026-11-10T10:00:00Z";

test.each([
  ["active", fine],
  ["active", { ...fine, setup: "manual", webhook_id: null }],
  ["quiet", { ...fine, quiet_since }],
  ["no_webhook", { ...fine, webhook_id: null, quiet_since }],
  ["failing", { ...fine, webhook_id: null, failures_in_row: 1, quiet_since }],
  ["broken", { ...fine, last_error: "Fathom refuses the API key.", failures_in_row: 4 }],
  ["broken", { ...fine, status: "broken", failures_in_row: 4 }],
  ["disconnected", { ...fine, status: "disconnected", last_error: "Fathom refuses the API key.", quiet_since }],
])("the worst that holds is said: %s", (health, integration) => {
  expect(integrationHealth(integration)).toBe(health);
});
