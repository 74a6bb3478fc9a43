import { cleanUrl } from "../../meetings/clean-text.ts";
import type { MeetingDraft } from "./meeting-draft.ts";

// Nothing that only separates: what comes from a link and what was said outright must be the same text.
const plainToken = /^[\w.~-]{1,200}$/;

const fromUrl = (url: string | null): string | null => {
  const parts = (url === null ? "" : (URL.parse(url)?.pathname ?? "")).split("/").filter((part) => part !== "");
  const token = parts[parts.indexOf("share") + 1];
  return parts.includes("share") && token !== undefined && plainToken.test(token) ? token : null;
};

/** A share id that a format says outright, as such or as the link; null for what is none. */
export const readShareId = (value: unknown): string | null => {
  const text = typeof value === "string" ? value.trim() : "";
  return plainToken.test(text) ? text : fromUrl(cleanUrl(text));
};

/**
 * The token of `https://fathom.video/share/<token>`, which tells one recording from all others under whatever id it comes.
 * A link of another form has none: its last part may be the same for every meeting.
 */
export const shareTokenOf = ({
  shareId,
  shareUrl,
  recordingUrl,
}: Pick<MeetingDraft, "shareId" | "shareUrl" | "recordingUrl">): string | null =>
  shareId ?? fromUrl(shareUrl) ?? fromUrl(recordingUrl);
