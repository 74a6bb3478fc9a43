import { describe, expect, test } from "vitest";
import { parseSlackWebhookUrl, slackWebhookParts } from "./webhook-url.ts";

const path = `/services/T00000000/B00000000/${"Xy9".repeat(8)}`;
const url = `https://hooks.slack.com${path}`;

describe("the address of a Slack webhook", () => {
  test.each([url, `  ${url} \n`, `HTTPS://Hooks.Slack.COM${path}`])(
    "%j is understood, and its scheme and host are ours",
    (typed) => {
      expect(parseSlackWebhookUrl(typed)).toBe(url);
    },
  );

  test("of a team with a long id is understood", () => {
    const long = `https://hooks.slack.com/services/T0123456789AB/B0123456789AB/${"a".repeat(24)}`;
    expect(parseSlackWebhookUrl(long)).toBe(long);
  });

  test.each([
    "",
    " ",
    path,
    `http://hooks.slack.com${path}`,
    `//hooks.slack.com${path}`,
    `hooks.slack.com${path}`,
    `ftp://hooks.slack.com${path}`,
    `javascript:fetch("${url}")`,
    `<${url}>`,
    `"${url}"`,
    `${url} ${url}`,
    `${url}\nhttps://example.com`,
    `https://example.com\n${url}`,
    `https://hooks.slack.com.evil.com${path}`,
    `https://evil-hooks.slack.com${path}`,
    `https://evil.com/hooks.slack.com${path}`,
    `https://evil.com/${url}`,
    `https://evil.com#${url}`,
    `https://evil.com?${url}`,
    `https://evil.com\\@hooks.slack.com${path}`,
    `https://hooks.slack.com\\@evil.com${path}`,
    `https://hooks.slack.com@evil.com${path}`,
    `https://user@hooks.slack.com${path}`,
    `https://user:secret@hooks.slack.com${path}`,
    `https://hooks.slack.com:443${path}`,
    `https://hooks.slack.com:8443${path}`,
    `https://hooks.slack.com.${path}`,
    `https://hooks.slack.com%2eevil.com${path}`,
    `https://hooks.slack.com%00.evil.com${path}`,
    `https://hooks\u3002slack\u3002com${path}`,
    `https://hoo\u212as.slack.com${path}`,
    `https://hook\u017f.slack.com${path}`,
    `https://h\u043eoks.slack.com${path}`,
    `https://hooks.sl\u200back.com${path}`,
    `https://hooks.sl\tack.com${path}`,
    `https:hooks.slack.com${path}`,
    `https:/hooks.slack.com${path}`,
    `https:\\\\hooks.slack.com${path}`,
    `https://slack.com${path}`,
    `https://api.slack.com${path}`,
    `https://127.0.0.1${path}`,
    `https://[::1]${path}`,
    `${url}?x=1`,
    `${url}?`,
    `${url}#x`,
    `${url}#`,
    `${url}/`,
    `${url}/..`,
    `${url}/../../../api/chat.postMessage`,
    `https://hooks.slack.com/services/../services/T00000000/B00000000/${"x".repeat(24)}`,
    `https://hooks.slack.com//services/T00000000/B00000000/${"x".repeat(24)}`,
    `https://hooks.slack.com/services//T00000000/B00000000/${"x".repeat(24)}`,
    `https://hooks.slack.com/Services/T00000000/B00000000/${"x".repeat(24)}`,
    `https://hooks.slack.com/services/t00000000/b00000000/${"x".repeat(24)}`,
    `https://hooks.slack.com/services/B00000000/T00000000/${"x".repeat(24)}`,
    `https://hooks.slack.com/services/T00000000/B00000000/`,
    `https://hooks.slack.com/services/T00000000/B00000000/short`,
    `https://hooks.slack.com/services/T00000000/B00000000/${"x".repeat(65)}`,
    `https://hooks.slack.com/services/T00000000/B00000000/${"x".repeat(20)}%2e%2e`,
    `https://hooks.slack.com/services/T00000000/B00000000/${"x".repeat(20)}..`,
    `https://hooks.slack.com/services/T00000000/B00000000/${"x".repeat(20)}\u0660\u0661`,
    `https://hooks.slack.com/services/${"T".repeat(200)}/${"B".repeat(200)}/${"x".repeat(24)}`,
    `https://hooks.slack.com/workflows/T00000000/A00000000/1/${"x".repeat(24)}`,
    `https://hooks.slack.com/triggers/T00000000/1/${"x".repeat(24)}`,
    "x".repeat(1_000_000),
  ])("%j is not taken: nothing typed chooses a host", (typed) => {
    expect(parseSlackWebhookUrl(typed)).toBeNull();
  });

  test("is read only as it was parsed", () => {
    expect(slackWebhookParts(url)).toEqual({ team: "T00000000", path });
    for (const other of [` ${url}`, url.toUpperCase(), url.replace("https", "http"), ""]) {
      expect(slackWebhookParts(other)).toBeNull();
    }
  });
});
