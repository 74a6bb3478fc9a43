import { freePort } from "../../local/stack/ports.ts";
import type { Measure, Size } from "../figure.ts";
import { type Crm, openCrm } from "./crm.ts";
import { startDebrief } from "./debrief.ts";
import { otherReceiver } from "./other.ts";
import type { Receiver } from "./receiver.ts";
import { startReference } from "./reference.ts";
import { toFigures } from "./to-figures.ts";
import { type TrialOptions, tryReceiver } from "./try-receiver.ts";

/**
 * Svix waits 5 s, 5 minutes, 30 minutes and hours, and so does Debrief towards the CRM. The minutes are shortened for both alike, the
 * first wait of the sender is not: a receiver that works while it is waited for needs it.
 */
const sizes: Record<Size, TrialOptions & { backoffScale: number }> = {
  quick: {
    meetings: 4,
    arriveWithinMs: 1_000,
    customers: 20,
    quietMs: 6_000,
    waitsMs: [1_500, 2_000, 2_000],
    kills: 1,
    backoffScale: 1 / 150,
  },
  full: {
    meetings: 40,
    arriveWithinMs: 20_000,
    customers: 90,
    quietMs: 18_000,
    waitsMs: [5_000, 10_000, 10_000, 10_000, 10_000],
    kills: 3,
    backoffScale: 1 / 30,
  },
};

interface Pair {
  crm: Crm;
  receiver: Receiver;
}

const pair = async (
  crmPort: number,
  customers: number,
  start: (crmUrl: string) => Promise<Receiver>,
): Promise<Pair> => {
  const crm = await openCrm(crmPort, customers);
  try {
    return { crm, receiver: await start(crm.url) };
  } catch (error) {
    await crm.close();
    throw error;
  }
};

const close = async ({ crm, receiver }: Pair): Promise<void> => {
  await receiver.stop();
  await crm.close();
};

export default {
  title: "Side by side",
  about:
    "The same meetings at the same time, a CRM that takes 150 ms a call and fails now and then, and a kill -9 now and then: what Debrief makes of it, and what a hand-written receiver does as most have it.",
  run: async (size) => {
    const options = sizes[size];
    const { customers, backoffScale } = options;
    const other = otherReceiver();
    const pairs: Pair[] = [];
    try {
      pairs.push(await pair(await freePort(), customers, (crmUrl) => startDebrief(crmUrl, backoffScale)));
      pairs.push(await pair(await freePort(), customers, startReference));
      if (other) pairs.push(await pair(other.crmPort, customers, async () => other.receiver));
      const trials = await Promise.all(pairs.map(({ crm, receiver }) => tryReceiver(receiver, crm, options)));
      const [debrief, ...others] = trials;
      return debrief ? toFigures(debrief, others) : [];
    } finally {
      await Promise.all(pairs.map(close));
    }
  },
} satisfies Measure;
