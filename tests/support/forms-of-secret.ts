/** A secret as base64 of a longer text shows it, whatever is before and behind it. */
const insideBase64 = (bytes: Buffer): string[] =>
  [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6)),
  );

const encoded = (bytes: Buffer): string[] => {
  const base64 = insideBase64(bytes);
  const hex = bytes.toString("hex");
  return [...base64, ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")), hex, hex.toUpperCase()];
};

/** Everything that gives a secret away: itself, its end, and what it looks like encoded; of a signing secret also its bytes. */
export const formsOf = (secret: string): string[] => {
  const quoted = JSON.stringify(secret).slice(1, -1);
  const [, bytes = ""] = /^whsec_(.+)$/.exec(secret) ?? [];
  return [
    ...new Set([
      secret,
      secret.slice(-16),
      encodeURIComponent(secret),
      quoted,
      // A slash is escaped by some writers of JSON.
      quoted.replaceAll("/", "\\/"),
      ...encoded(Buffer.from(secret)),
      ...(bytes === "" ? [] : [bytes, ...encoded(Buffer.from(bytes, "base64"))]),
    ]),
  ];
};

/** The names of those secrets that a text shows in whatever form. */
export const shownIn = (text: string, secrets: Record<string, string>): string[] =>
  Object.entries(secrets).flatMap(([name, secret]) =>
    formsOf(secret).some((form) => text.includes(form)) ? [name] : [],
  );
