/** A text as it must stand in HTML, in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A link with a text that is HTML already. `url` must have come out of `cleanUrl`. */
export const link = (url: string, html: string): string => `<a href="${escapeHtml(url)}">${html}</a>`;

/** A balanced piece of a note: a line of its own, or a list that may be cut between its items. */
export type Block = { html: string } | List;

export interface List {
  ordered: boolean;
  items: ListItem[];
}

export interface ListItem {
  /** The item's own line. */
  html: string;
  below: List[];
}

export const paragraph = (html: string): Block => ({ html: `<p>${html}</p>` });

/** Bytes in UTF-8: Pipedrive's limit is told in characters and in bytes, this holds both. */
export const byteLength = (html: string): number => encoder.encode(html).length;

const encoder = new TextEncoder();
