import type { Change } from "./change.ts";

/** Which tables a query shows, by the first part of its key. */
const TABLES: Record<string, readonly string[]> = {
  meetings: ["meetings", "attendee_outcomes"],
  meeting: ["meetings", "attendee_outcomes"],
  note: [],
  people: [],
  memberships: ["workspace_members"],
  settings: ["workspace_members", "workspace_settings", "crm_connections", "fathom_integrations"],
  // Sums over weeks, asked for at an interval of its own: an import would have them counted without end.
  overview: [],
  "dry-run": ["workspace_settings"],
  "dry-run-attendees": ["attendee_outcomes"],
  "crm-account": ["crm_connections"],
  alerts: ["alerts"],
  "failed-attendees": ["attendee_outcomes"],
  "troubled-deliveries": ["webhook_events"],
  inbox: ["webhook_events", "meeting_events"],
  delivery: ["webhook_events", "meeting_events"],
  "delivery-content": [],
  accounts: ["fathom_integrations"],
  audit: ["attendee_outcomes"],
  coverage: ["fathom_integrations"],
  imports: ["imports"],
  erasures: [],
  "refused-deliveries": [],
  "refused-delivery": [],
};

/** Whether what a query has read may be another after these changes. One that is not known here is read again with each of them. */
export const isAffected = (key: readonly unknown[], changes: readonly Change[]): boolean => {
  const [kind, id, part] = key;
  // The text of a meeting is long: its head says when to read it again.
  if (kind === "meeting" && part === "content") return false;
  const tables = TABLES[String(kind)];
  return changes.some((change) => {
    if (tables && !tables.includes(change.table)) return false;
    return kind !== "meeting" || change.id === null || change.id === id;
  });
};
