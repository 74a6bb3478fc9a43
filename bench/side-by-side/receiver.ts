/** Something that takes Fathom's webhooks and writes notes into the CRM that it was given. */
export interface Receiver {
  name: string;
  url: string;
  /** What deliveries are signed with. */
  secret: string;
  /** Who records the meetings. */
  recorder: string;
  /** SIGKILL, and started again; null where the harness has not started it. */
  restart: (() => Promise<void>) | null;
  stop(): Promise<void>;
}
