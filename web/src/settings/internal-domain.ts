// What the server takes: at least two parts, ASCII, none longer than 63 characters.
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/**
 * The domain out of what people type: "@Acme.com", "*.acme.com", "ana@acme.com" and "https://acme.com/about" are all
 * "acme.com", and a name in another script is in the form that e-mail uses. Null when it is none.
 */
export const internalDomain = (typed: string): string | null => {
  const name = typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/[/?#].*$/, "")
    .replace(/^.*@/, "")
    .replace(/^(?:\*?\.)/, "")
    .replace(/\.+$/, "");
  const ascii = URL.canParse(`http://${name}`) ? new URL(`http://${name}`).host : "";
  return DOMAIN.test(ascii) ? ascii : null;
};
