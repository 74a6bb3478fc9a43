import type { ActionItem } from "../../meetings/meeting.ts";
import { parseJson } from "./parse-json.ts";
import { readActionItems } from "./read-action-items.ts";
import { type Body, isBody } from "./walk-bodies.ts";

/** `action_item_description` and so on, beside each other. */
const fromFlat = (body: Body): Body => ({
  description: body["action_item_description"],
  completed: body["action_item_completed"],
  recording_playback_url: body["action_item_recording_playback_url"],
});

const assigneeOf = (body: Body): unknown =>
  body["assignee"] ?? { name: body["assignee_name"], email: body["assignee_email"] };

/** The one action item of a delivery that brings a single one of a meeting's; null when it brings none. */
export const readOneActionItem = (body: Body): ActionItem | null => {
  const inner = body["action_item"];
  const given = (typeof inner === "string" ? parseJson(inner) : inner) ?? inner;
  const item = typeof given === "string" ? { description: given } : isBody(given) ? given : fromFlat(body);
  const assignee = item["assignee"] ?? assigneeOf(body);
  return readActionItems([{ ...item, assignee }])?.[0] ?? null;
};
