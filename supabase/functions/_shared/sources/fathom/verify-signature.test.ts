import fs from "node:fs";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { type SignedDelivery, importSecret, verifySignature } from "./verify-signature.ts";

const vectors = JSON.parse(fs.readFileSync("tests/fixtures/fathom/signature-vectors.json", "utf8"));
const bytes = (text: string) => new TextEncoder().encode(text);

interface Vector {
  secret: string;
  body: string;
  "webhook-id": string;
  "webhook-timestamp": string;
  "webhook-signature": string;
}
const delivery = (vector: Vector): SignedDelivery => ({
  id: vector["webhook-id"],
  timestamp: vector["webhook-timestamp"],
  signature: vector["webhook-signature"],
  body: bytes(vector.body),
});
const keyOf = async (secret: string): Promise<CryptoKey> => {
  const key = await importSecret(secret);
  if (!key) throw new Error("not a secret");
  return key;
};

const vector1: Vector = vectors.vector1;
const good = delivery(vector1);
const sentAt = Number(vector1["webhook-timestamp"]);
const at = (seconds: number) => new Date((sentAt + seconds) * 1000);
const otherSecret = vectors.vector2.secret;
const header = vector1["webhook-signature"];

describe("the signature of a delivery (Standard Webhooks)", () => {
  test.each(["vector1", "vector2"])("%s is accepted", async (name) => {
    const vector: Vector = vectors[name];
    const now = new Date(Number(vector["webhook-timestamp"]) * 1000);
    expect(await verifySignature(delivery(vector), [await keyOf(vector.secret)], now)).toEqual({
      data: 0,
      error: null,
    });
  });

  const cases: [string, Partial<SignedDelivery>, number, string | number][] = [
    ["300 s late", {}, 300, 0],
    ["301 s late", {}, 301, "too_old"],
    ["300 s early", {}, -300, 0],
    ["301 s early", {}, -301, "too_new"],
    ["a changed body", { body: bytes(vector1.body.replace("123456789", "123456780")) }, 0, "no_match"],
    [
      "a body written again with blanks",
      { body: bytes(JSON.stringify(JSON.parse(vector1.body), null, 2)) },
      0,
      "no_match",
    ],
    ["one byte more", { body: bytes(`${vector1.body}\n`) }, 0, "no_match"],
    ["another id", { id: "msg_other" }, 0, "no_match"],
    ["another timestamp", { timestamp: String(sentAt + 1) }, 0, "no_match"],
    ["a wrong signature before the right one", { signature: `v1,${"A".repeat(43)}= ${header}` }, 0, 0],
    ["the right one before a wrong one", { signature: `${header} v1,${"A".repeat(43)}=` }, 0, 0],
    ["only another version", { signature: header.replace("v1,", "v2,") }, 0, "no_match"],
    ["no version", { signature: header.slice(3) }, 0, "no_match"],
    ["a signature cut short", { signature: header.slice(0, 30) }, 0, "no_match"],
    ["a signature that is not base64", { signature: "v1,%%%" }, 0, "no_match"],
    ["the seventeenth signature", { signature: `${"v1,AAAA ".repeat(16)}${header}` }, 0, "no_match"],
    ["no id", { id: null }, 0, "missing"],
    ["an empty id", { id: "" }, 0, "missing"],
    ["no timestamp", { timestamp: null }, 0, "missing"],
    ["no signature", { signature: null }, 0, "missing"],
    ["a timestamp that is no number", { timestamp: "soon" }, 0, "malformed"],
    ["a timestamp with a fraction", { timestamp: `${sentAt}.5` }, 0, "malformed"],
    ["a timestamp in hex", { timestamp: "0x6955b900" }, 0, "malformed"],
    ["an endless timestamp", { timestamp: "9".repeat(40) }, 0, "malformed"],
  ];
  test.each(cases)("%s", async (_, change, seconds, expected) => {
    const { data, error } = await verifySignature({ ...good, ...change }, [await keyOf(vector1.secret)], at(seconds));
    expect(error ?? data).toBe(expected);
  });

  test("another secret does not match, and of two secrets the matching one is named", async () => {
    const [other, right] = [await keyOf(otherSecret), await keyOf(vector1.secret)];
    expect(await verifySignature(good, [other], at(0))).toEqual({ data: null, error: "no_match" });
    expect(await verifySignature(good, [other, right], at(0))).toEqual({ data: 1, error: null });
    expect(await verifySignature(good, [], at(0))).toEqual({ data: null, error: "no_match" });
  });

  test("what the reference library signs is accepted, bytes beyond ASCII included", async () => {
    const body = '{"title":"Zoë — ☕ \u{1F600}"}';
    const signature = new Webhook(vector1.secret).sign("msg_x", at(0), body);
    const signed = { id: "msg_x", timestamp: String(sentAt), signature, body: bytes(body) };
    expect(await verifySignature(signed, [await keyOf(vector1.secret)], at(0))).toEqual({ data: 0, error: null });
  });

  test("a secret works with and without its prefix, and what is no secret is refused", async () => {
    expect(await importSecret(vector1.secret.replace("whsec_", ""))).not.toBeNull();
    for (const wrong of ["", "whsec_", "whsec_not base64!", "ünïcode"]) expect(await importSecret(wrong)).toBeNull();
  });
});
