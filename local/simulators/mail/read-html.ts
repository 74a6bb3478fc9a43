/** A message as a person reads it: its words, and where its links lead. */
export interface ReadableMail {
  text: string;
  links: { words: string; href: string }[];
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

const decode = (text: string): string =>
  text.replaceAll(/&([a-z]+|#39);/g, (whole, name: string) => entities[name] ?? whole);

const words = (markup: string): string => decode(markup.replaceAll(/<[^>]*>/g, "")).trim();

const isWebAddress = (href: string): boolean => URL.canParse(href) && /^https?:$/.test(new URL(href).protocol);

/** The words of an HTML message, a paragraph a line. What is no web address is no link. */
export const readHtml = (markup: string): ReadableMail => {
  const body = markup.replaceAll(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, "");
  const links = [...body.matchAll(/<a\b[^>]*?\bhref="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi)].flatMap(([, href, inner]) => {
    const address = decode(href ?? "");
    return isWebAddress(address) ? [{ words: words(inner ?? "") || address, href: address }] : [];
  });
  const text = body
    .replaceAll(/<a\b[\s\S]*?<\/a>/gi, "")
    .split(/<(?:\/p|\/h\d|\/div|br\s*\/?)>/i)
    .map((part) => words(part).replaceAll(/\s+/g, " "))
    .filter((line) => line !== "")
    .join("\n");
  return { text, links };
};
