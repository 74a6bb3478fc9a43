import type { MeetingDraft } from "./meeting-draft.ts";
import { shareTokenOf } from "./share-token.ts";
import type { Body } from "./walk-bodies.ts";

const topics = new Set(["summary", "action_items", "action_item", "transcript"]);

const topicOf = (body: Body): string | null => {
  const topic = typeof body["topic"] === "string" ? body["topic"].slice(0, 40).trim().toLowerCase() : "";
  return topics.has(topic) ? topic : null;
};

/**
 * The draft as a part of a meeting, if the body is one of several calls that bring a meeting by `topic`. What joins them is the
 * share token: an id beside it may be the item's own. Of action items each call brings some.
 */
export const asPart = (body: Body, draft: MeetingDraft): MeetingDraft => {
  const topic = topicOf(body);
  if (topic === null || shareTokenOf(draft) === null) return draft;
  const actionItemsAdd = draft.actionItems !== null && (draft.actionItemsAdd || topic.startsWith("action_item"));
  return { ...draft, recordingId: null, olderId: null, isPart: true, actionItemsAdd };
};
