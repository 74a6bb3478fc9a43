/** The simulator's data, as Pipedrive's API names it. */
export interface Person {
  id: number;
  name: string;
  emails: { value: string; primary: boolean; label: string }[];
  phones: { value: string; primary: boolean; label: string }[];
  org_id: number | null;
  owner_id: number;
  /** 1: only the owner sees it. */
  visible_to: number;
  /** RFC 3339, as v2 writes times. */
  add_time: string;
  update_time: string;
  is_deleted: boolean;
  label_ids: number[];
  custom_fields: Record<string, unknown>;
}

export interface Organization {
  id: number;
  name: string;
}

export const noteTargets = ["lead_id", "deal_id", "person_id", "org_id", "project_id", "task_id"] as const;
export const pinFlags = [
  "pinned_to_lead_flag",
  "pinned_to_deal_flag",
  "pinned_to_organization_flag",
  "pinned_to_person_flag",
  "pinned_to_project_flag",
] as const;

export interface Note {
  id: number;
  content: string;
  lead_id: string | null;
  deal_id: number | null;
  person_id: number | null;
  org_id: number | null;
  project_id: number | null;
  task_id: number | null;
  pinned_to_lead_flag: boolean;
  pinned_to_deal_flag: boolean;
  pinned_to_organization_flag: boolean;
  pinned_to_person_flag: boolean;
  pinned_to_project_flag: boolean;
  /** `YYYY-MM-DD HH:MM:SS` in UTC, as v1 writes times. */
  add_time: string;
  update_time: string;
  last_update_user_id: number | null;
  user_id: number;
}

/** The user every valid token belongs to. */
export const me = { id: 11, name: "Ana Host", email: "ana.host@example.com" } as const;
