import { describe, expect, test } from "vitest";
import { parseCompanyDomain } from "../crm/pipedrive/account.ts";
import { parseSlackWebhookUrl } from "../alerts/slack/webhook-url.ts";
import { OutgoingError, createOutgoing } from "./outgoing.ts";

const settings = {
  supabaseUrl: "https://project.supabase.co",
  pipedriveUrl: null,
  simulatedPipedrive: null,
  fathomUrl: null,
  simulatedFathom: null,
  simulatedSlack: null,
};
const simulators = {
  ...settings,
  supabaseUrl: "http://127.0.0.1:54321",
  simulatedPipedrive: { account: "debrief-demo", url: "http://127.0.0.1:9001/pipedrive" },
  simulatedFathom: { keyPrefix: "fathom-demo-", url: "http://127.0.0.1:9002" },
  simulatedSlack: { team: "T00000000", url: "http://127.0.0.1:9003" },
};

/** What reached the network. */
const openWay = (places: Parameters<typeof createOutgoing>[0] = settings) => {
  const calls: string[] = [];
  const outgoing = createOutgoing(places, async (input) => {
    calls.push(input instanceof Request ? input.url : String(input));
    return new Response(null, { status: 302, headers: { location: "http://169.254.169.254/latest/meta-data/" } });
  });
  return { calls, outgoing };
};

const path = `/services/T00000000/B00000000/${"Xy9".repeat(8)}`;

/** Ways to have a server call what its attacker cannot reach. None is a place of ours. */
const tricks = [
  "http://169.254.169.254/latest/meta-data/",
  "http://[fd00:ec2::254]/",
  "http://metadata.google.internal/",
  "http://127.0.0.1:5432/",
  "http://localhost:54321/",
  "http://0.0.0.0/",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://10.0.0.1/",
  "https://127.0.0.1.nip.io/",
  "https://example.net/",
  "file:///etc/passwd",
  "data:text/plain,x",
  "blob:https://acme.pipedrive.com/x",
  "gopher://acme.pipedrive.com/",
  "http://acme.pipedrive.com/",
  "https://acme.pipedrive.com:8443/",
  "https://pipedrive.com/",
  "https://acme.pipedrive.com.example.net/",
  "https://acme.pipedrive.com@example.net/",
  "https://user:pass@acme.pipedrive.com/",
  "https://example.net#.pipedrive.com",
  "https://example.net?.pipedrive.com",
  "https://example.net\\.pipedrive.com/",
  "https://evilpipedrive.com/",
  "https://a.b.pipedrive.com/",
  "https://acme.pipedrive.com./",
  "https://acme。pipedrive。com.example.net/",
  "https://api.fathom.ai.example.net/",
  "https://evil-api.fathom.ai/",
  "https://api.fathom.ai@example.net/",
  "http://api.fathom.ai/",
  "https://hooks.slack.com.example.net/services/x",
  "https://hooks.slack.com:8443/services/x",
  "https://slack.com/api/chat.postMessage",
  "https://other.supabase.co/rest/v1/",
  "http://project.supabase.co/rest/v1/",
  "https://project.supabase.co:8443/rest/v1/",
  "https://project.supabase.co@example.net/",
];

describe("what the functions may call", () => {
  test.each([
    "https://acme.pipedrive.com/api/v2/persons/search?term=x",
    "https://api.fathom.ai/external/v1/meetings",
    `https://hooks.slack.com${path}`,
    "https://project.supabase.co/rest/v1/rpc/claim_jobs",
  ])("%s", async (url) => {
    const { calls, outgoing } = openWay();
    expect((await outgoing(url, { redirect: "manual" })).status).toBe(302);
    await outgoing(new Request(url, { redirect: "manual" }));
    // What it is told to go on to is not called.
    expect(calls).toEqual([url, url]);
  });

  test.each(tricks)("not %s", async (url) => {
    for (const places of [settings, { ...settings, supabaseUrl: "https://debrief.example.com" }]) {
      const { calls, outgoing } = openWay(places);
      await expect(outgoing(url, { redirect: "manual" })).rejects.toThrow(OutgoingError);
      expect(calls).toEqual([]);
    }
  });

  test.each(tricks)("%s is neither a company domain nor a Slack address", (url) => {
    const typed = [url, `${url}${path}`, url.replace(/^\w+:\/*/, "")];
    // A port, another scheme and what stands below an address are cut off: what is left is a label of Pipedrive's.
    const hosts = typed.map(parseCompanyDomain).filter((label) => label !== null);
    expect(hosts.every((label) => /^[a-z0-9-]+$/.test(label))).toBe(true);
    expect(typed.map(parseSlackWebhookUrl)).toEqual([null, null, null]);
  });

  test("what would follow a redirect is not sent", async () => {
    const { calls, outgoing } = openWay();
    const url = "https://acme.pipedrive.com/api/v1/users/me";
    for (const call of [
      () => outgoing(url),
      () => outgoing(url, { redirect: "follow" }),
      () => outgoing(new Request(url)),
      () => outgoing(new Request(url, { redirect: "manual" }), { redirect: "follow" }),
    ]) {
      await expect(call()).rejects.toThrow(OutgoingError);
    }
    expect(calls).toEqual([]);
  });

  test("a simulator only where the operator has set one, and nothing beside it", async () => {
    const { calls, outgoing } = openWay(simulators);
    for (const url of ["http://127.0.0.1:9001/pipedrive/api", "http://127.0.0.1:9002/x", "http://127.0.0.1:9003/x"]) {
      await outgoing(url, { redirect: "manual" });
      await expect(openWay().outgoing(url, { redirect: "manual" })).rejects.toThrow(OutgoingError);
    }
    expect(calls).toHaveLength(3);
    await expect(outgoing("http://127.0.0.1:9004/", { redirect: "manual" })).rejects.toThrow(OutgoingError);
    await expect(outgoing("http://localhost:9001/", { redirect: "manual" })).rejects.toThrow(OutgoingError);
  });

  test("the failure names no address, which may hold a secret", async () => {
    const refused = openWay().outgoing("https://example.net/secret-path", { redirect: "manual" });
    await expect(refused).rejects.toThrow(/^a call to a place that is not known$/);
  });
});
