import { randomBytes } from "node:crypto";
import { addPast } from "./add-past.ts";
import type { CallCount } from "./call-counts.ts";
import { type EndMeeting, endMeeting } from "./end-meeting.ts";
import type { FaultInput } from "./faults.ts";
import { sharing } from "./make-recording.ts";
import type { Outbox } from "./outbox.ts";
import type { ListEnd } from "./pages-of.ts";
import { type Message, type Recording, type SharedWith, type User, keyPrefix } from "./records.ts";
import type { Stages } from "./stages.ts";
import type { Store } from "./store.ts";
import type { Trigger, Webhook } from "./webhook-schema.ts";

export interface NewUser {
  name: string;
  email: string;
  /** Whoever is in a team has a team plan unless said otherwise. */
  team?: string | undefined;
  plan?: "free" | "team" | undefined;
  accountAdmin?: boolean | undefined;
  /** Of another company. */
  outside?: boolean | undefined;
  /** Made up unless said otherwise. */
  apiKey?: string | undefined;
}

export interface EnsuredWebhook {
  ownerEmail: string;
  id: string;
  url: string;
  secret: string;
  /** All that the owner records themselves, and what others share from outside, unless said otherwise. */
  triggeredFor?: Trigger[] | undefined;
}

/** What became of one meeting's message to one webhook. */
export type Delivery = Pick<Message, "key" | "webhookMessageId" | "state" | "nextAttemptAt" | "attempts" | "madeAt"> & {
  webhookId: string;
  url: string;
  recordingId: number;
  title: string;
};

/** What a test or a developer may see and turn, in code or over HTTP below `/simulator`. */
export interface FathomControls {
  /** Adds the user; one that is there keeps its key and gets the rest anew. */
  addUser(user: NewUser): { apiKey: string };
  users(): User[];
  revokeKey(email: string): void;
  restoreKey(email: string): void;
  /** A meeting that ends now. @throws Error in a sentence when it cannot be. */
  endMeeting(wanted: EndMeeting): {
    recordingId: number;
    recordingIds: number[];
    title: string;
    startedAt: string;
    endedAt: string;
  };
  /** Past meetings with all contents, before `until` (ISO 8601), else before now. */
  addPast(wanted: { recordedBy: string; count: number; until?: string | undefined }): { recordingIds: number[] };
  setVisibility(recordingId: number, sharedWith: SharedWith, people?: string[]): void;
  /** The newest first. */
  meetings(): Recording[];
  webhooks(): Webhook[];
  /** Registers it unless the owner has a webhook already, this one or another. */
  ensureWebhook(webhook: EnsuredWebhook): void;
  /** The newest first. */
  deliveries(): Delivery[];
  /** Does what is due now, and resolves when every attempt has ended: for those who set the clock themselves. */
  workOff(): Promise<void>;
  /** Of all calls a minute, the heavy ones among them. */
  setLimit(limit: number): void;
  setHeavyLimit(limit: number): void;
  setListEnd(end: ListEnd): void;
  addFault(fault: FaultInput): void;
  faults(): readonly FaultInput[];
  /** No faults, the usual limits with nothing used of them, the usual end of lists. */
  resetFaults(): void;
  calls(): CallCount[];
  clearCalls(): void;
}

interface Parts {
  store: Store;
  outbox: Outbox;
  now: () => Date;
  stages: Stages;
}

/** The controls of the data; those of limits and faults are the caller's. */
export const dataControls = ({ store, outbox, now, stages }: Parts) => {
  const userBy = (email: string): User => {
    const user = store.users.get(email);
    if (!user) throw new Error(`Nobody here has the address ${email}.`);
    return user;
  };
  const newestFirst = () => [...store.recordings.values()].toSorted((one, other) => (one.start < other.start ? 1 : -1));

  return {
    addUser({ name, email, team, plan, accountAdmin = false, outside = false, apiKey }) {
      const known = store.users.get(email);
      const user: User = {
        name,
        email,
        team: team ?? null,
        plan: plan ?? (team === undefined ? "free" : "team"),
        accountAdmin,
        outside,
        apiKey: apiKey ?? known?.apiKey ?? `${keyPrefix}${randomBytes(20).toString("hex")}`,
        revoked: known?.revoked ?? false,
        createdAt: known?.createdAt ?? now().toISOString(),
      };
      if (JSON.stringify(user) !== JSON.stringify(known)) store.change({ kind: "user_saved", user });
      return { apiKey: user.apiKey };
    },
    users: () => [...store.users.values()],
    revokeKey: (email) => store.change({ kind: "user_saved", user: { ...userBy(email), revoked: true } }),
    restoreKey: (email) => store.change({ kind: "user_saved", user: { ...userBy(email), revoked: false } }),
    endMeeting(wanted) {
      const recordings = endMeeting(store, wanted, stages, now());
      outbox.wake();
      const [first] = recordings;
      if (!first) throw new Error("Nothing was recorded.");
      const { id, title, start, end } = first;
      return { recordingId: id, recordingIds: recordings.map(({ id }) => id), title, startedAt: start, endedAt: end };
    },
    addPast({ recordedBy, count, until }) {
      const recordings = addPast(store, userBy(recordedBy), count, until === undefined ? now() : new Date(until));
      return { recordingIds: recordings.map(({ id }) => id) };
    },
    setVisibility(recordingId, sharedWith, people = []) {
      const recording = store.recordings.get(recordingId);
      if (!recording) throw new Error(`There is no recording ${recordingId}.`);
      const added = sharing(userBy(recording.recordedBy), sharedWith, people, now());
      const sharings = [...recording.sharings.filter(({ from }) => from <= added.from), added];
      store.change({ kind: "recording_saved", recording: { ...recording, sharings } });
    },
    meetings: newestFirst,
    webhooks: () => [...store.webhooks.values()],
    ensureWebhook({ ownerEmail, id, url, secret, triggeredFor }) {
      const owner = userBy(ownerEmail);
      const own = [...store.webhooks.values()].filter((webhook) => webhook.owner === ownerEmail);
      const known = own.find((webhook) => webhook.id === id);
      if (own.length > 0 && !known) return;
      if (known?.url === url && known.secret === secret) return;
      const usual: Trigger[] = ["my_recordings", "shared_external_recordings"];
      const webhook: Webhook = {
        id,
        url,
        secret,
        created_at: now().toISOString(),
        include_transcript: true,
        include_crm_matches: false,
        include_summary: true,
        include_action_items: true,
        triggered_for: triggeredFor ?? (owner.plan === "team" ? [...usual, "my_shared_with_team_recordings"] : usual),
        owner: ownerEmail,
      };
      store.change({ kind: "webhook_saved", webhook });
    },
    deliveries: () =>
      [...store.messages.values()].toReversed().map(({ webhook, recording, ...message }) => ({
        ...message,
        webhookId: webhook.id,
        url: webhook.url,
        recordingId: recording.id,
        title: recording.title,
      })),
    workOff: outbox.workOff,
  } satisfies Partial<FathomControls>;
};
