import { Webhook } from "standardwebhooks";
import { describe, expect, test, vi } from "vitest";
import { importSecret } from "../../sources/fathom/verify-signature.ts";
import type { Candidate } from "./candidates.ts";
import { proveSender } from "./prove-sender.ts";

const secrets = ["whsec_b25lIHNlY3JldCBvZiB0aGlydHkgYnl0ZXMh", "whsec_YW5vdGhlciBzZWNyZXQgYWx0b2dldGhlciE="];
const now = new Date("2026-11-20T10:00:00Z");
const text = '{"title":"x"}';
const delivery = (secret?: string) => ({
  id: "msg_1",
  timestamp: String(now.getTime() / 1000),
  signature: secret === undefined ? null : new Webhook(secret).sign("msg_1", now, text),
  body: new TextEncoder().encode(text),
});
const candidate = async (
  integrationId: string,
  secret: string | null,
  more: Partial<Candidate> = {},
): Promise<Candidate> => {
  const key = secret === null ? null : await importSecret(secret);
  return { integrationId, byToken: false, keys: key ? [key] : [], isSealed: false, captures: false, ...more };
};
const [first = "", second = ""] = secrets;

describe("who sent a delivery", () => {
  test("of several who may have, the one whose secret signed", async () => {
    const candidates = [await candidate("a", first), await candidate("b", second)];
    expect(await proveSender(delivery(second), candidates, false, now)).toEqual({
      data: { integrationId: "b", proof: "signature" },
      error: null,
    });
    expect((await proveSender(delivery(), candidates, false, now)).error).toBe("missing");
    expect((await proveSender(delivery(first), [], false, now)).error).toBe("no_match");
  });

  test("a token without a signature is proof; with one, the signature of its own integration decides", async () => {
    const mine = await candidate("a", first, { byToken: true });
    const candidates = [mine, await candidate("b", second)];
    expect((await proveSender(delivery(), candidates, true, now)).data).toEqual({ integrationId: "a", proof: "token" });
    expect((await proveSender(delivery(first), candidates, true, now)).data).toEqual({
      integrationId: "a",
      proof: "signature",
    });
    expect((await proveSender(delivery(second), candidates, true, now)).error).toBe("no_match");
    expect((await proveSender(delivery(), [await candidate("b", second)], true, now)).error).toBe("unknown_token");
  });

  test("nobody at all takes the same work as somebody: one signature is made", async () => {
    const known = [await candidate("a", first)];
    const sign = vi.spyOn(crypto.subtle, "sign");
    for (const candidates of [known, []]) {
      sign.mockClear();
      expect((await proveSender(delivery(second), candidates, false, now)).error).toBe("no_match");
      expect(sign).toHaveBeenCalledTimes(1);
    }
    sign.mockRestore();
  });

  test("a secret that does not open makes nobody a stranger and no forgery genuine", async () => {
    const sealed = await candidate("a", null, { isSealed: true });
    expect((await proveSender(delivery(first), [sealed], false, now)).error).toBe("sealed");
    expect((await proveSender(delivery(first), [{ ...sealed, byToken: true }], true, now)).error).toBe("sealed");
    expect((await proveSender(delivery(), [{ ...sealed, byToken: true }], true, now)).data).toMatchObject({
      proof: "token",
    });
    expect(
      (await proveSender(delivery(second), [sealed, await candidate("b", second)], false, now)).data,
    ).toMatchObject({ integrationId: "b" });
  });
});
