import { expect, test } from "vitest";
import { createSlackSimulator } from "./simulator.ts";

const visit = async (...payloads: object[]) => {
  const { app, webhookUrl } = createSlackSimulator({ team: "TDEBRIEFDEMO", token: "0123456789abcdef01234567" });
  for (const payload of payloads) {
    const body = JSON.stringify(payload);
    const headers = { "content-type": "application/json" };
    const answer = await app.request(new URL(webhookUrl).pathname, { method: "POST", headers, body });
    expect(await answer.text()).toBe("ok");
  }
  const response = await app.request("/");
  return { response, page: (await response.text()).replaceAll(/\s+/g, " ") };
};

test("the page says that it is a simulator and shows the messages, the newest first, without the webhook's secret", async () => {
  expect((await visit()).page).toContain("No messages");
  const { page } = await visit({ text: "Older" }, { text: "Newer" });
  expect(page).toContain("Simulated Slack");
  expect(page).toContain("2 messages");
  expect(page.indexOf("Newer")).toBeLessThan(page.indexOf("Older"));
  expect(page).toContain("TDEBRIEFDEMO/BDEBRIEFDEMO");
  expect(page).not.toContain("0123456789abcdef");
});

test("blocks look as in Slack: links, dates, mentions, escaped characters", async () => {
  const { page } = await visit({
    text: "Fallback",
    blocks: [
      { type: "header", text: { type: "plain_text", text: "1 < 2 &amp; more" } },
      {
        type: "section",
        text: { type: "mrkdwn", text: "R&amp;D &lt;b&gt;\n<https://example.com/?a=1&amp;b=2|Open Debrief> <!channel>" },
        fields: [{ type: "plain_text", text: "Field" }],
      },
      { type: "divider" },
      { type: "context", elements: [{ type: "mrkdwn", text: "since <!date^1787241630^{time}|2026-08-20 16:00 UTC>" }] },
    ],
  });
  expect(page).toContain("<h3>1 &lt; 2 &amp;amp; more</h3>");
  expect(page).toContain("R&amp;D &lt;b&gt;<br />");
  expect(page).toContain('<a href="https://example.com/?a=1&amp;b=2">Open Debrief</a>');
  expect(page).toContain("<b>@!channel</b>");
  expect(page).toContain("<p>Field</p>");
  expect(page).toContain("<hr />");
  expect(page).toContain("since 2026-08-20 16:00 UTC");
  expect(page).not.toContain("Fallback");
});

test("nothing on the page can run or load anything", async () => {
  const script = "<script>alert(1)</script>";
  const { response, page } = await visit(
    { text: `${script}<img src=x onerror=alert(1)>&lt;script&gt;` },
    { text: `<javascript:alert(1)|click> <https://example.com/"onclick="x|"${script}>` },
    { text: "x", blocks: [{ type: "header", text: { type: "plain_text", text: script } }] },
    { text: "x", blocks: [{ type: "section", text: { type: "mrkdwn", text: `&lt;${script}` } }] },
  );
  expect(page).not.toMatch(/<script|<img|href="javascript|"onclick=/);
  expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'unsafe-inline'");
});
