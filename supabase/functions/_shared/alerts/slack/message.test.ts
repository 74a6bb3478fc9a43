import { describe, expect, test } from "vitest";
import type { AlertMessage } from "../alert.ts";
import { slackMessage } from "./message.ts";

const alert: AlertMessage = {
  kind: "dead_letter",
  count: 3,
  since: new Date("2026-08-20T16:00:30Z"),
  workspaceName: "Acme Oy",
  url: "https://debrief.example.com/meetings?state=failed&sort=new",
};

describe("an alert in Slack", () => {
  test("has a text for the notification, and blocks with a link and the time in the reader's zone", () => {
    expect(slackMessage(alert)).toEqual({
      text: "3 deliveries or attendees could not be logged. Open Debrief, see why, and replay them.",
      blocks: [
        {
          type: "header",
          text: { type: "plain_text", text: "3 deliveries or attendees could not be logged", emoji: false },
        },
        {
          type: "section",
          text: {
            type: "mrkdwn",
            text: "Open Debrief, see why, and replay them.\n<https://debrief.example.com/meetings?state=failed&amp;sort=new|Open Debrief>",
            verbatim: true,
          },
        },
        {
          type: "context",
          elements: [
            {
              type: "mrkdwn",
              text: "Acme Oy · since <!date^1787241630^{date_short_pretty}, {time}|2026-08-20 16:00 UTC>",
              verbatim: true,
            },
          ],
        },
      ],
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  test.each([
    ["source_unauthorized", "A source refuses an API key", "enter a new key"],
    ["import_stopped", "An import of past meetings has stopped", "there it is resumed"],
  ] as const)("of kind %s says what stands still and how it goes on", (kind, headline, nextStep) => {
    const { text } = slackMessage({ ...alert, kind, count: 1 });
    expect(text).toContain(`${headline}. `);
    expect(text).toContain(nextStep);
  });

  test("that is a mere test has no time, and nothing at all where the workspace has no name", () => {
    const contexts = ["Acme Oy", " "].map((workspaceName) =>
      slackMessage({ ...alert, kind: "test", workspaceName }).blocks.filter(({ type }) => type === "context"),
    );
    expect(contexts).toEqual([
      [{ type: "context", elements: [{ type: "mrkdwn", text: "Acme Oy", verbatim: true }] }],
      [],
    ]);
  });

  const contextOf = (workspaceName: string): string =>
    slackMessage({ ...alert, workspaceName })
      .blocks.flatMap((block) => (block.type === "context" ? block.elements : []))
      .map(({ text }) => text.replace(/ ?·? ?since .*/, ""))
      .join();

  test.each([
    ["<!channel> & <https://evil.example|us>", "&lt;!channel&gt; &amp; &lt;https://evil.example|us&gt;"],
    ["&lt;", "&amp;lt;"],
    ["R_and_D *", "R_and_D *"],
    ["two\nlines\u2028more\u202egnp.exe", "two lines more gnp.exe"],
    ["\ud800broken", "\ufffdbroken"],
    [" \n ", ""],
    ["", ""],
    ["x".repeat(81), `${"x".repeat(79)}…`],
    ["😀".repeat(81), `${"😀".repeat(79)}…`],
    ["<".repeat(10_000), `${"&lt;".repeat(79)}…`],
  ])("the workspace's name %j cannot command Slack", (name, shown) => {
    expect(contextOf(name)).toBe(shown);
  });

  test.each([null, "", "javascript:alert(1)", "not a url", "file:///etc/passwd"])("%j gives no link", (url) => {
    expect(JSON.stringify(slackMessage({ ...alert, url }))).not.toContain("|Open Debrief>");
  });

  test("a link cannot end before its end", () => {
    const { blocks } = slackMessage({ ...alert, url: 'https://debrief.example.com/a|b>c"?q=<d>&e' });
    expect(JSON.stringify(blocks)).toContain("<https://debrief.example.com/a%7Cb%3Ec%22?q=%3Cd%3E&amp;e|Open Debrief>");
  });
});
