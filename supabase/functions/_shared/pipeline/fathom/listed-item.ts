import { cleanTime } from "../../meetings/clean-time.ts";
import { sha256 } from "../../platform/hash.ts";
import type { Meeting } from "../../meetings/meeting.ts";
import { readListedMeeting } from "../../sources/fathom/read-listed-meeting.ts";

/** An item of a list of Fathom's API, as the database takes it into the inbox (`private.listed_item`). */
export type ListedItem = {
  /** null: it is no meeting that anybody can read. */
  externalId: string | null;
  shareToken: string | null;
  /** The same for the same content. */
  deliveryId: string;
  /** When Fathom made it, ISO 8601. */
  createdAt: string | null;
  body: string;
  bytes: number;
  hasSummary: boolean;
  hasTranscript: boolean;
  hasActionItems: boolean;
};

/** What is read of a meeting before it is stored: which it is, whose, and what it brings. */
export interface ListedMeeting
  extends
    Pick<Meeting, "externalId" | "shareToken" | "recordedByEmail" | "recordedByName">,
    Pick<ListedItem, "hasSummary" | "hasTranscript" | "hasActionItems"> {}

/** An item as it came, written down, and what can be read of it. */
export interface Listed {
  body: string;
  meeting: ListedMeeting | null;
  createdAt: string | null;
}

const createdAtOf = (item: unknown): string | null =>
  cleanTime(typeof item === "object" && item !== null && "created_at" in item ? item.created_at : null);

const has = (part: unknown): boolean => part !== null && part !== undefined;

// No transcript is kept twice: a page of long meetings has to fit into the 256 MB of a hosted function.
const factsOf = (meeting: Meeting | null): ListedMeeting | null =>
  meeting && {
    externalId: meeting.externalId,
    shareToken: meeting.shareToken,
    recordedByEmail: meeting.recordedByEmail,
    recordedByName: meeting.recordedByName,
    hasSummary: has(meeting.summary),
    hasTranscript: has(meeting.transcript),
    hasActionItems: has(meeting.actionItems),
  };

/** Nested more deeply than the engine can write down: what of it can be, else nothing. */
const writeDown = (item: unknown): string => {
  const write = (value: unknown): string | null => {
    try {
      return JSON.stringify(value ?? null);
    } catch {
      return null;
    }
  };
  const isObject = typeof item === "object" && item !== null && !Array.isArray(item);
  const parts = () => (isObject ? Object.entries(item).filter(([, value]) => write(value) !== null) : []);
  return write(item) ?? JSON.stringify(Object.fromEntries(parts()));
};

export const readListed = (item: unknown): Listed => ({
  body: writeDown(item),
  meeting: factsOf(readListedMeeting(item)),
  createdAt: createdAtOf(item),
});

/** `took_recording` knows a recording in the inbox by so much of its id. */
const mostOfId = 180;

/** What goes into the inbox is the item itself, so that it is read like any delivery. */
export const toListedItem = async ({ body, meeting, createdAt }: Listed): Promise<ListedItem> => {
  const bytes = new TextEncoder().encode(body);
  const fingerprint = (await sha256(bytes)).slice(0, 16);
  return {
    externalId: meeting?.externalId ?? null,
    shareToken: meeting?.shareToken ?? null,
    deliveryId: `${(meeting?.externalId ?? "unreadable").slice(0, mostOfId)}:${fingerprint}`,
    createdAt,
    body,
    bytes: bytes.length,
    hasSummary: meeting?.hasSummary ?? false,
    hasTranscript: meeting?.hasTranscript ?? false,
    hasActionItems: meeting?.hasActionItems ?? false,
  };
};

/** One after the other, for the same reason. */
export const toListedItems = async (listed: Listed[]): Promise<ListedItem[]> => {
  const items: ListedItem[] = [];
  for (const one of listed) items.push(await toListedItem(one));
  return items;
};
