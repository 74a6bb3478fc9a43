const START = "/overview";
const OUTSIDE = "https://outside.invalid";

/**
 * Where to go after signing in: a path inside this client, or the overview. What a link brings along is not
 * trusted: anything that a browser would resolve to another site is dropped.
 */
export const safeNextPath = (value: unknown): string => {
  if (typeof value !== "string" || !value.startsWith("/") || !URL.canParse(value, OUTSIDE)) return START;
  const url = new URL(value, OUTSIDE);
  const path = url.pathname + url.search + url.hash;
  const leads = url.origin === OUTSIDE && !path.startsWith("//") && !/^\/sign-(in|up)\b/.test(path) && path !== "/";
  return leads ? path : START;
};

/** The search parameter that brings a person back: left out where it would say nothing. */
export const nextSearch = (href: string): { next?: string } => {
  const next = safeNextPath(href);
  return next === START ? {} : { next };
};
