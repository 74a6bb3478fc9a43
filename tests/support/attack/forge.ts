import { createHmac } from "node:crypto";
import type { Random } from "../../soak/random.ts";
import { hostileBody } from "./hostile-bodies.ts";
import type { Sender } from "./webhook-app.ts";

/** A request as data, so that it can be shown, sent and judged. */
export interface Forged {
  method: string;
  path: string;
  headers: Headers;
  body: Buffer;
  /** The body comes in pieces and breaks off before its end. */
  breaksOff: boolean;
}

/** What everybody may know of a sender, and what only they do. */
interface Origin {
  sender: Sender;
  /** A genuine body of theirs. */
  genuine: string;
}

type Change = (forged: Forged, random: Random, origin: Origin) => void;

const mebibyte = 1024 * 1024;
const otherSecret = "whsec_ZmF0aG9tLXRlc3Qtc2VjcmV0LTMyLWJ5dGVzLWxvbmc=";

const set = (forged: Forged, name: string, value: string): void => {
  // As they can come over a wire: one byte a character, no line break.
  forged.headers.set(name, value.replaceAll(/[^\x20-\x7e\x80-\xff]/g, "?"));
};

const bendText = (value: string, random: Random): string => {
  const at = Math.floor(random.between(0, value.length + 1));
  return random.pick([
    () => "",
    () => value.slice(0, at),
    () => `${value.slice(0, at)}${random.pick(["\u00ff", "0", "-", ",", " ", ".", "="])}${value.slice(at + 1)}`,
    () => `${value},${value}`,
    () => value.toUpperCase(),
    () => value.repeat(random.pick([2, 20, 2_000])),
    () => `-${value}`,
    () => `${value}e3`,
    () => `0x${value}`,
    () => "9".repeat(400),
    () => "'; select pg_sleep(9); --",
    () => "\u00a0\u0085",
  ])();
};

const signature = "webhook-signature";
const signatureOf = (secret: string, id: string, timestamp: string, body: Buffer): string =>
  createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"))
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest("base64");

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

const sign = (forged: Forged, secret: string, body: Buffer, at = new Date()): void => {
  const id = forged.headers.get("webhook-id") || "msg_1";
  forged.headers.set("webhook-id", id);
  forged.headers.set("webhook-timestamp", String(secondsOf(at)));
  forged.headers.set(signature, `v1,${signatureOf(secret, id, String(secondsOf(at)), body)}`);
};

const headerChanges: Change[] = [
  ({ headers }, random) => headers.delete(random.pick(["webhook-id", "webhook-timestamp", signature])),
  (forged, random) => {
    const name = random.pick(["webhook-id", "webhook-timestamp", signature]);
    set(forged, name, bendText(forged.headers.get(name) ?? "", random));
  },
  (forged) => sign(forged, otherSecret, forged.body),
  (forged, _, { sender }) => sign(forged, sender.secret, Buffer.from("{}")),
  (forged, random, { sender }) =>
    sign(
      forged,
      sender.secret,
      forged.body,
      new Date(Date.now() + random.pick([-1, 1]) * random.between(310_000, 1e9)),
    ),
  (forged) => set(forged, signature, Array.from({ length: 3_000 }, () => `v1,${"A".repeat(43)}=`).join(" ")),
  (forged) => set(forged, signature, (forged.headers.get(signature) ?? "").replace("v1,", "v1a,")),
  (forged) =>
    set(
      forged,
      signature,
      (forged.headers.get(signature) ?? "").replaceAll("+", "-").replaceAll("/", "_").slice(0, -2),
    ),
  (forged, _, { sender }) => set(forged, signature, `v1,${sender.secret.slice(6)}`),
];

const otherChanges: Change[] = [
  (forged, random, { genuine }) => void (forged.body = hostileBody(genuine, random)),
  (forged, random) =>
    set(
      forged,
      "content-type",
      random.pick([
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json; charset=utf-16",
        "\u00ff/\u00ff",
        "x".repeat(9_000),
      ]),
    ),
  (forged, random) => set(forged, "content-encoding", random.pick(["gzip", "br", "identity", "nonsense"])),
  (forged, random) =>
    set(forged, "content-length", random.pick(["-1", "NaN", "1e99", "99999999999999999999", "0", "0x10", "3"])),
  (forged, random) =>
    void (forged.method = random.pick(["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "PROPFIND"])),
  (forged, random) =>
    void (forged.path += random.pick(["/", "/health", "//", "/..%2fapi", "/%00", `/${"a".repeat(5_000)}`])),
  (forged, random, { sender }) => {
    const hint = random.pick([
      sender.integrationId,
      sender.integrationId.toUpperCase(),
      crypto.randomUUID(),
      "'",
      "%00",
      "%zz",
      "",
    ]);
    forged.path += `?integration=${hint}`;
  },
  (forged, random, { sender }) => {
    const token = random.pick([
      "",
      "%00",
      "x".repeat(43),
      "x".repeat(9_000),
      sender.token.slice(1),
      sender.token.toLowerCase(),
      `${sender.token}%00`,
    ]);
    forged.path += `?token=${token}`;
  },
  (forged, random) =>
    set(
      forged,
      random.pick(["authorization", "apikey", "x-forwarded-for", "cookie", "transfer-encoding"]),
      random.pick(["Bearer x", "sb_secret_x", "127.0.0.1", "chunked", "'"]),
    ),
  (forged) => void (forged.breaksOff = true),
];

/** Few, for they take time. */
const makeLarge: Change = (forged, random) => {
  forged.body = Buffer.concat([
    forged.body,
    Buffer.alloc(random.pick([1, 3, 11]) * mebibyte, random.pick([" ", "x", "[", "\0"])),
  ]);
};

const hasToken = ({ path }: Forged, { token }: Sender): boolean =>
  new URLSearchParams(path.split("?")[1]).get("token") === token;

/** Whether a delivery is what its sender signed, judged by the letter of the standard and not by the product. */
export const isAuthentic = (forged: Forged, sender: Sender): boolean => {
  if (hasToken(forged, sender)) return true;
  const [id, timestamp, signatures] = ["webhook-id", "webhook-timestamp", signature].map(
    (name) => forged.headers.get(name) ?? "",
  );
  const isNow = Math.abs(secondsOf(new Date()) - Number(timestamp)) <= 300;
  const expected = signatureOf(sender.secret, id ?? "", timestamp ?? "", forged.body);
  return (
    isNow &&
    (signatures ?? "")
      .split(" ")
      .some((one) => one.startsWith("v1,") && one.slice(3).startsWith(expected.replace(/=+$/, "")))
  );
};

/** A genuine delivery of the sender, signed and never sent. */
export const genuineDelivery = (sender: Sender, body: string, at = new Date()): Forged => {
  const headers = new Headers({ "content-type": "application/json", "webhook-id": `msg_${crypto.randomUUID()}` });
  const forged = { method: "POST", path: "/fathom-webhook", headers, body: Buffer.from(body), breaksOff: false };
  sign(forged, sender.secret, forged.body, at);
  return forged;
};

/** One to four things about a genuine delivery are changed; what is still authentic after that is changed once more. */
export const forge = (origin: Origin, random: Random): Forged => {
  const forged = genuineDelivery(origin.sender, origin.genuine);
  if (random.chance(0.004)) makeLarge(forged, random, origin);
  for (let count = Math.floor(random.between(0, 3)); count > 0; count -= 1)
    random.pick(otherChanges)(forged, random, origin);
  random.pick([...headerChanges, ...otherChanges])(forged, random, origin);
  while (isAuthentic(forged, origin.sender)) random.pick(headerChanges)(forged, random, origin);
  return forged;
};

const inPieces = (body: Buffer, breaksOff: boolean): ReadableStream<Uint8Array> => {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (breaksOff && at >= body.length / 2) return controller.error(new TypeError("connection reset"));
      if (at >= body.length) return controller.close();
      controller.enqueue(new Uint8Array(body.subarray(at, at + 65_536)));
      at += 65_536;
    },
  });
};

const streamed = { duplex: "half" };

export const toRequest = ({ method, path, headers, body, breaksOff }: Forged): Request =>
  new Request(`http://127.0.0.1${path}`, {
    method,
    headers,
    ...(method === "GET" || method === "HEAD" ? {} : { body: inPieces(body, breaksOff), ...streamed }),
  });
