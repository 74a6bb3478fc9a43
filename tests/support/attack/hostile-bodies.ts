import { gzipSync } from "node:zlib";
import type { Random } from "../../soak/random.ts";

const text = (value: string) => Buffer.from(value);
const json = (value: unknown) => text(JSON.stringify(value));
const nested = (depth: number, open: string, close: string) => text(open.repeat(depth) + close.repeat(depth));

const strangeTexts = [
  "",
  "\0",
  "a\0b",
  "\ud800",
  "\u202eevil",
  "'; drop table webhook_events; --",
  "{{7*7}}${7*7}<%= 7*7 %>",
  "../../../../etc/passwd",
  "<script>alert(1)</script>",
  "__proto__",
  "x".repeat(70_000),
  "%00%ff",
  "NaN",
  "🧟".repeat(300),
];

const strangeValues = (random: Random): unknown =>
  random.pick<unknown>([
    null,
    true,
    -0,
    1e308,
    1e-320,
    Number.MAX_SAFE_INTEGER + 2,
    [],
    {},
    [[[]]],
    { toString: 1, constructor: { prototype: { x: 1 } } },
    random.pick(strangeTexts),
    Array.from({ length: 300 }, () => ({ email: "nobody@example.net" })),
  ]);

/** One field of a body, at any depth, becomes something else, goes, or comes under a name of its own. */
const bend = (value: unknown, random: Random): unknown => {
  if (typeof value !== "object" || value === null || random.chance(0.2)) return strangeValues(random);
  const copy: Record<string, unknown> = Array.isArray(value)
    ? Object.fromEntries(value.map((item, index) => [String(index), item]))
    : { ...value };
  const keys = Object.keys(copy);
  const key = keys.length > 0 ? random.pick(keys) : "title";
  const luck = random.next();
  if (luck < 0.15) delete copy[key];
  else if (luck < 0.3) copy[random.pick(["__proto__", "constructor", "data", "payload", "", "\0"])] = copy[key];
  else copy[key] = bend(copy[key], random);
  return Array.isArray(value) ? Object.values(copy) : copy;
};

const broken: ((genuine: string, random: Random) => Buffer)[] = [
  () => text(""),
  () => text(" \n\t"),
  () => text("null"),
  () => text("{"),
  () => text('{"__proto__":{"recorded_by":{"email":"x@example.net"}}}'),
  () => nested(5_000, "[", "]"),
  () => text(`${'{"data":'.repeat(3_000)}1${"}".repeat(3_000)}`),
  (genuine) => gzipSync(genuine),
  (genuine) => Buffer.from(`\ufeff${genuine}`, "utf16le"),
  (genuine) => text(`\ufeff${genuine}`),
  (genuine, random) => text(genuine.slice(0, Math.floor(random.between(0, genuine.length)))),
  (genuine) => Buffer.concat([text(genuine), Buffer.from([0])]),
  (genuine) => text(`${genuine}${genuine}`),
  (genuine) => text(new URLSearchParams({ payload: genuine }).toString()),
  (genuine) => text(`--x\r\ncontent-disposition: form-data; name="payload"\r\n\r\n${genuine}\r\n--x--`),
  (_, random) => text(Array.from({ length: Math.floor(random.between(1, 12_000)) }, (__, at) => `k${at}=v`).join("&")),
  (_, random) => Buffer.from(Array.from({ length: 400 }, () => Math.floor(random.between(0, 256)))),
  (genuine, random) => {
    const bytes = text(genuine);
    for (let count = 0; count < 5; count += 1)
      bytes[Math.floor(random.between(0, bytes.length))] = random.between(0, 256);
    return bytes;
  },
  (genuine) =>
    text(
      genuine.replace(
        /\}\s*$/,
        String.raw`,"fathom_user_email":"a\u0000b@example.com","fathom_user":{"email":"\ud800@example.com"}}`,
      ),
    ),
  () =>
    json({
      fathom_user_email: "a@b.c".repeat(2_000),
      data: Array.from({ length: 250 }, (_, at) => ({ recorded_by: { email: `p${at}@example.net` } })),
    }),
];

/** What somebody might send in the place of a genuine body. */
export const hostileBody = (genuine: string, random: Random): Buffer =>
  random.chance(0.5) ? json(bend(JSON.parse(genuine), random)) : random.pick(broken)(genuine, random);
