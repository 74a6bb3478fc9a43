import type { Change } from "./change.ts";

/** Which tables a query shows, by the first part of its key. */
const TABLES: Record<string, readonly string[]> = {
  meetings: ["meetings", "attendee_outcomes"],
  // As long as it is empty; rows are kept up to date by the queries under `meetings`.
  "meeting-list": ["meetings"],
  meeting: ["meetings", "attendee_outcomes"],
  audit: ["attendee_outcomes"],
  overview: [
    "meetings",
    "attendee_outcomes",
    "webhook_events",
    "fathom_integrations",
    "fathom_people",
    "crm_connections",
  ],
  inbox: ["webhook_events"],
  delivery: ["webhook_events"],
  "delivery-content": [],
  "troubled-deliveries": ["webhook_events"],
  note: [],
  alerts: ["alerts"],
  "failed-attendees": ["attendee_outcomes"],
  memberships: ["workspace_members"],
  // Who is in the workspace, and who is found in the CRM.
  people: ["workspace_members"],
  invitation: [],
  invitations: ["workspace_members"],
  settings: ["workspace_members", "workspace_settings", "crm_connections", "fathom_integrations"],
  accounts: ["fathom_integrations"],
  coverage: ["fathom_integrations", "fathom_people"],
  "crm-account": ["crm_connections"],
  "dry-run": ["workspace_settings"],
  "dry-run-attendees": ["attendee_outcomes"],
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
