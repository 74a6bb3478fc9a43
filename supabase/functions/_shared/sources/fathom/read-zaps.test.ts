import { describe, expect, test } from "vitest";
import summaryOnly from "../../../../../tests/fixtures/fathom/45_zapier_ai_summary_only.json" with { type: "json" };
import topicSummary from "../../../../../tests/fixtures/fathom/46_topic_summary.json" with { type: "json" };
import topicItem from "../../../../../tests/fixtures/fathom/47_topic_action_item.json" with { type: "json" };
import topicTranscript from "../../../../../tests/fixtures/fathom/48_topic_transcript.json" with { type: "json" };
import copiedInBody from "../../../../../tests/fixtures/fathom/50_copied_transcript_in_a_body.json" with { type: "json" };
import actionItem from "../../../../../tests/fixtures/fathom/51_zapier_action_item.json" with { type: "json" };
import copied from "../../../../../tests/fixtures/fathom/49_copied_transcript.txt?raw";
import type { Meeting } from "../../meetings/meeting.ts";
import { readDelivery } from "./read-delivery.ts";

const read = (payload: unknown): Meeting => {
  const [meeting, ...more] = readDelivery(payload).data?.meetings ?? [];
  if (!meeting || more.length > 0) throw new Error("not one meeting");
  return meeting;
};

const empty = { title: "Untitled meeting", summary: null, transcript: null, attendees: [] };

describe("a meeting that comes in several calls, told by topic", () => {
  const token = "abcDEF-ExampleTopic-46";

  test("is the same one in each, and each brings its part only", () => {
    expect(read(topicSummary)).toMatchObject({
      externalId: token,
      shareToken: token,
      title: "Demo for Example Org",
      durationSeconds: 1320,
      recordingUrl: "https://fathom.video/calls/404040446",
      summary: "The demo went well. Next: a proposal.",
      actionItems: null,
      actionItemsAdd: false,
    });
    expect(read(topicItem)).toMatchObject({
      ...empty,
      externalId: token,
      shareToken: token,
      actionItems: [{ description: "Send the proposal", assigneeEmail: "ana.host@example.com", completed: false }],
      actionItemsAdd: true,
    });
    expect(read(topicTranscript)).toMatchObject({ ...empty, externalId: token, shareToken: token, actionItems: null });
  });

  test("is joined by the share id or the share link, never by an id of the item", () => {
    const { shareId, ...rest } = topicItem;
    const variants = [
      { ...topicItem, id: "item-7", recording_id: 5 },
      { ...rest, share_id: shareId },
      { ...rest, shareId: `https://fathom.video/share/${shareId}` },
      { ...rest, share_url: `https://fathom.video/share/${shareId}?tab=summary` },
    ];
    expect(variants.map((body) => read(body).externalId)).toEqual(Array(4).fill(token));
  });

  test("may bring an action item as text, as JSON or beside the others' keys", () => {
    const one = (item: object) => {
      const { actionItems, actionItemsAdd } = read({ topic: "action_items", shareId: token, ...item });
      expect(actionItemsAdd).toBe(true);
      return actionItems?.map(({ description, assigneeName }) => [description, assigneeName]);
    };
    expect(one({ action_item: "Call" })).toEqual([["Call", null]]);
    expect(one({ action_item: '{"description":"Call","assignee":"Ana"}' })).toEqual([["Call", "Ana"]]);
    expect(one({ action_item_description: "Call", assignee_name: "Ana" })).toEqual([["Call", "Ana"]]);
    expect(one({ action_items: ["Call", { description: "Write" }] })).toEqual([["Write", null]]);
  });

  test("is none without a share id", () => {
    expect(readDelivery({ topic: "transcript", transcript_url: "https://docs.example.com/d" }).error?.code).toBe(
      "unknown_shape",
    );
    expect(readDelivery({ topic: "weather", shareId: token }).error?.code).toBe("unknown_shape");
  });
});

test("an action item of a Zap belongs to the meeting of its summary and adds to what is known", () => {
  expect(read(actionItem)).toMatchObject({
    externalId: read(summaryOnly).externalId,
    actionItems: [{ description: "Send the price list", assigneeName: "Ana Host", completed: false }],
    actionItemsAdd: true,
  });
});

describe("the summary of a Zap", () => {
  const { ai_summary_plaintext_formatted: plain, ai_summary_html_formatted: html, ...rest } = summaryOnly;
  const {
    ai_summary_section_markdown_formatted: _section,
    ai_summary_section_plaintext_formatted: _sectionText,
    ai_summary_slack_formatted: _slack,
    ai_summary_sections_slack_formatted: _slackSections,
    ...bare
  } = rest;

  test("is the whole text before its sections, Slack's form and HTML", () => {
    expect(read(summaryOnly).summary).toBe(plain);
    expect(read({ ...summaryOnly, ai_summary_markdown_formatted: "## Purpose" }).summary).toBe("## Purpose");
    expect(read(rest).summary).toBe("## Meeting Purpose");
  });

  test("is made of HTML where there is nothing else", () => {
    expect(read({ ...bare, ai_summary_html_formatted: html }).summary).toBe(
      "## Meeting Purpose\n\nAgree on the rollout & its price.\n\n- Pilot in January",
    );
  });

  test("keeps the links of Slack's form", () => {
    expect(read({ ...bare, ai_summary_slack_formatted: "*Next*: <https://example.com/a|the plan>" }).summary).toBe(
      "*Next*: [the plan](https://example.com/a)",
    );
  });

  test("may be a list of sections", () => {
    expect(read({ ...bare, ai_summary: ["## One", { plaintext: "Two" }, 5] }).summary).toBe("## One\n\nTwo");
  });
});

describe("a copied transcript", () => {
  test("is a meeting by itself, with those who spoke and have an address", () => {
    expect(read(copied)).toMatchObject({
      externalId: "abcDEF-ExampleCopy-49",
      shareToken: "abcDEF-ExampleCopy-49",
      title: "Rollout check-in",
      startedAt: null,
      durationSeconds: 1860,
      shareUrl: "https://fathom.video/share/abcDEF-ExampleCopy-49",
      transcript: [{ atSeconds: 11 }, { speaker: "Ben Buyer", email: "ben.buyer@example.org" }, { atSeconds: 3723 }],
      attendees: [{ name: "Ben Buyer", email: "ben.buyer@example.org", isExternal: null }],
    });
    expect(read([copied])).toEqual(read(copied));
  });

  test("completes the body that holds it, which goes before", () => {
    expect(read(copiedInBody)).toMatchObject({
      externalId: "abcDEF-ExampleCopy-50",
      title: "Rollout check-in",
      startedAt: "2026-11-20T14:01:00.000Z",
      durationSeconds: 1860,
      attendees: [{ email: "ben.buyer@example.org" }],
    });
    const own = { meeting_title: "Ours", duration: "30", share_url: "https://fathom.video/share/ours", id: "9" };
    expect(read({ ...copiedInBody, ...own })).toMatchObject({
      externalId: "9",
      title: "Ours",
      durationSeconds: 1800,
      shareToken: "ours",
    });
  });

  test("without a link is told from the next week's by its day and words", () => {
    const of = (title: string, words: string) =>
      read(`${title}\nVIEW RECORDING - 5 mins (No highlights): \n\n---\n\n0:11 - Ana\n  ${words}`).externalId;
    const ids = [of("Weekly - May 11", "Hi."), of("Weekly - May 18", "Hi."), of("Weekly - May 11", "Ho.")];
    expect(new Set(ids).size).toBe(3);
    expect(of("Weekly - May 11", "Hi.")).toBe(ids[0]);
  });

  test("is none without its first lines", () => {
    expect(readDelivery("0:11 - Ana\n  Hi.").error?.code).toBe("unknown_shape");
    expect(readDelivery("hello").error?.code).toBe("unknown_shape");
  });
});
