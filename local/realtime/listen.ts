import postgres from "postgres";
import * as z from "zod";
import { notifyChannel } from "./schema.ts";

const broadcastSchema = z.object({
  topic: z.string(),
  event: z.string(),
  private: z.boolean(),
  payload: z.unknown(),
});

export type Broadcast = z.infer<typeof broadcastSchema>;

interface ListenOptions {
  databaseUrl: string;
  onBroadcast: (broadcast: Broadcast) => void;
  /** The database has gone away: what it says until it is back is not heard. */
  onGap: () => void;
}

const lookAgainAfterMs = 200;

/** Hears what the database broadcasts; when the database goes away, until it is back and on. Returns how to stop. */
export const listenToDatabase = async (options: ListenOptions): Promise<() => Promise<void>> => {
  const { databaseUrl, onBroadcast, onGap } = options;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  let current: postgres.Sql | undefined;

  /** A client for each connection: the driver's own way back gives up when the database is still away. */
  const open = async (): Promise<void> => {
    let isListening = false;
    const driver = {
      max: 1,
      max_lifetime: null,
      connect_timeout: 5,
      fetch_types: false,
      onnotice: () => undefined,
      // The driver knows it, its types do not.
      onnotify: (_channel: string, text: string) => onBroadcast(broadcastSchema.parse(JSON.parse(text))),
      onclose: () => {
        if (!isListening || isOver) return;
        isListening = false;
        sql.end({ timeout: 0 }).catch(() => undefined);
        onGap();
        openSoon();
      },
    };
    const sql = postgres(databaseUrl, driver);
    current = sql;
    try {
      await sql.unsafe(`listen ${notifyChannel}`);
      isListening = true;
    } catch (error) {
      sql.end({ timeout: 0 }).catch(() => undefined);
      throw error;
    }
  };
  const openSoon = (): void => {
    timer = setTimeout(() => void open().catch(openSoon), lookAgainAfterMs);
  };

  await open();
  return async () => {
    isOver = true;
    clearTimeout(timer);
    await current?.end({ timeout: 1 });
  };
};
