import { httpUrl } from "@/lib/http-url.ts";

interface Recorded {
  share_url: string | null;
  recording_url: string | null;
}

/** The recording's address at a second; null where it is not at Fathom, whose players alone know how to begin there. */
export const recordingAt = (meeting: Recorded, seconds: number | null): string | null => {
  const address = httpUrl(meeting.share_url) ?? httpUrl(meeting.recording_url);
  if (address === null || seconds === null) return null;
  const url = new URL(address);
  if (url.hostname !== "fathom.video" && !url.hostname.endsWith(".fathom.video")) return null;
  url.searchParams.set("timestamp", String(Math.floor(seconds)));
  return url.href;
};
