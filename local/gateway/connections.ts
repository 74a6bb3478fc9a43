import postgres from "postgres";

/** A connection that is its holder's alone until it is released: what a transaction needs. */
interface Held {
  unsafe(query: string, parameters?: unknown[]): Promise<unknown>;
  release(): void;
}

export interface Connections {
  reserve(): Promise<Held>;
  end(): Promise<void>;
}

interface Slot {
  client: postgres.Sql;
  /** The connection broke off: the transaction is gone, and with it its role. */
  isBroken: boolean;
  /** How to end the queries that are under way: not all of them hear of it from the driver. */
  underWay: Set<(error: Error) => void>;
}

/** As the driver says it of a query that was under way. */
const connectionClosed = (): Error =>
  Object.assign(new Error("the connection broke off"), { code: "CONNECTION_CLOSED" });

/** Seconds. The driver's own waits grow to 20 s with every connection that fails. */
const lookAgainAfter = 0.1;

/**
 * Connections that survive the database: each is a client of its own with `driver`'s options, and is thrown away when it
 * breaks off. The driver's own `reserve()` puts such a one back among the open ones; the next query then writes to no socket,
 * which throws where nobody can catch it. A client that reconnects answers its first query with the error of the last
 * one, and forgets one that is sent while it breaks off (postgres 3.4.9, src/index.js and src/connection.js).
 */
export const createConnections = (driver: postgres.Sql, size: number): Connections => {
  const slots = new Set<Slot>();
  const idle: Slot[] = [];
  const waiting: ((slot: Slot) => void)[] = [];

  const open = (): Slot => {
    const onclose = (): void => {
      slot.isBroken = true;
      for (const reject of slot.underWay) reject(connectionClosed());
    };
    const options = {
      ...driver.options,
      max: 1,
      backoff: () => lookAgainAfter,
      connect_timeout: 5,
      max_lifetime: null,
      onclose,
    } as unknown as postgres.Options<Record<string, postgres.PostgresType>>;
    const slot: Slot = { client: postgres(options), isBroken: false, underWay: new Set() };
    slots.add(slot);
    return slot;
  };
  const throwAway = (slot: Slot): void => {
    slots.delete(slot);
    slot.client.end({ timeout: 0 }).catch(() => undefined);
  };
  const take = (): Slot | Promise<Slot> => {
    for (let slot = idle.pop(); slot; slot = idle.pop()) {
      if (!slot.isBroken) return slot;
      throwAway(slot);
    }
    return slots.size < size ? open() : new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (slot: Slot): void => {
    if (slot.isBroken) throwAway(slot);
    const next = waiting.shift();
    if (next) next(slot.isBroken ? open() : slot);
    else if (!slot.isBroken) idle.push(slot);
  };

  return {
    reserve: async () => {
      const slot = await take();
      return {
        unsafe: async (query, parameters) => {
          // Reconnecting here would run the rest of a transaction outside of it, and as another role.
          if (slot.isBroken) throw connectionClosed();
          const { promise, resolve, reject } = Promise.withResolvers<unknown>();
          slot.underWay.add(reject);
          slot.client.unsafe(query, parameters as never).then(resolve, reject);
          return promise.finally(() => slot.underWay.delete(reject));
        },
        release: () => giveBack(slot),
      };
    },
    end: async () => {
      await Promise.all([...slots].map(({ client }) => client.end({ timeout: 2 })));
    },
  };
};
