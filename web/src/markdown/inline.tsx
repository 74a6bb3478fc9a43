import type { Token } from "marked";
import { Fragment, type ReactNode } from "react";
import { httpUrl } from "@/lib/http-url.ts";
import { decodeEntities } from "./entities.ts";

const NOISE = /(^|\.)fathom\.video$/;

/** Fathom links every sentence of a summary to its moment in the recording: that is noise here, and shown as text. */
const linkTarget = (href: unknown): string | null => {
  const url = typeof href === "string" ? httpUrl(href) : null;
  return url && !NOISE.test(new URL(url).hostname) ? url : null;
};

const text = (token: Token): string => ("text" in token && typeof token.text === "string" ? token.text : token.raw);

const children = (token: Token): ReactNode =>
  "tokens" in token && token.tokens ? inline(token.tokens) : decodeEntities(text(token));

const inlineToken = (token: Token): ReactNode => {
  switch (token.type) {
    case "strong":
      return <strong>{children(token)}</strong>;
    case "em":
      return <em>{children(token)}</em>;
    case "del":
      return <del>{children(token)}</del>;
    case "codespan":
      return <code>{text(token)}</code>;
    case "br":
      return <br />;
    case "checkbox":
      return token["checked"] === true ? "☑ " : "☐ ";
    case "link": {
      const href = linkTarget(token["href"]);
      if (!href) return children(token);
      return (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow">
          {children(token)}
          <span className="sr-only"> (opens in a new tab)</span>
        </a>
      );
    }
    // An image would be a request to someone else's server: its description stands for it.
    case "image":
    case "escape":
      return text(token);
    // Markup in a summary is shown as the text that it is.
    case "html":
      return token.raw;
    default:
      return children(token);
  }
};

const keyed = (token: Token, index: number): ReactNode => <Fragment key={index}>{inlineToken(token)}</Fragment>;

/** Tokens inside a line as React elements. */
export const inline = (tokens: readonly Token[]): ReactNode => tokens.map(keyed);
