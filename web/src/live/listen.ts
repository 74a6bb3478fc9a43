import type { DatabaseClient } from "@/lib/database.ts";
import { type Change, readChange } from "./change.ts";

interface Listener {
  onChange: (change: Change) => void;
  /** Whether changes are told from now on. Between a false and the next true some may have been missed. */
  onTold: (isTold: boolean) => void;
}

/** Listens to a topic until it is stopped; whatever breaks, the client underneath tries again. */
export const listen = (database: DatabaseClient, topic: string, { onChange, onTold }: Listener): (() => void) => {
  let isOver = false;

  const leave = async (): Promise<void> => {
    const channels = database.getChannels().filter((channel) => channel.topic === `realtime:${topic}`);
    await Promise.all(channels.map((channel) => database.removeChannel(channel)));
  };
  const join = async (): Promise<void> => {
    await database.realtime.setAuth();
    // A channel that is being left would be given out again.
    await leave();
    if (isOver) return;
    database
      .channel(topic, { config: { private: true } })
      .on("broadcast", { event: "changed" }, ({ payload }) => {
        const change = readChange(payload);
        if (change && !isOver) onChange(change);
      })
      .subscribe((status) => {
        if (!isOver) onTold(status === "SUBSCRIBED");
      });
  };

  // Without it pages ask by themselves.
  join().catch(() => undefined);
  return () => {
    isOver = true;
    onTold(false);
    void leave();
  };
};
