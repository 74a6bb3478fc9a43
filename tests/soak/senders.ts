import { setTimeout as sleep } from "node:timers/promises";
import { type Conversation, webhookBody } from "../support/conversation.ts";
import { type Delivery, type Patience, deliverUntilTaken } from "../support/deliver-until-taken.ts";
import type { Team } from "../support/new-team.ts";
import { cast } from "./cast.ts";
import { type Ledger, enter, enterTaken } from "./ledger.ts";
import type { Random } from "./random.ts";

export interface SenderOptions {
  teams: Team[];
  webhookUrl: string;
  ledger: Ledger;
  random: Random;
  /** No new delivery is begun after this. */
  until: AbortSignal;
  /** What is not taken by then never will be. */
  givesUp: AbortSignal;
}

/** Between two deliveries of one sender, on average. */
const gapMs = 700;
const unreadable = JSON.stringify({ type: "ping", about: "nothing that anybody can read" });

let lastRecording = 0;
let lastDelivery = 0;

/** One sender: new conversations, copies, redeliveries, late summaries, and now and then what nobody can read. */
export const runSender = async (options: SenderOptions): Promise<void> => {
  const { ledger, random, until } = options;
  const patience: Patience = { pauseMs: 100, longestPauseMs: 2000, signal: options.givesUp };
  const underWay = new Set<Promise<void>>();
  const taken: Delivery[] = [];

  const track = (work: Promise<void>): void => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };

  /** Sends it, several times at once if it says so, until each copy is taken. */
  const send = async (team: Team, conversation: Conversation | null, hasSummary: boolean, copies: number) => {
    const delivery: Delivery = {
      id: `msg_soak_${++lastDelivery}`,
      url: `${options.webhookUrl}?integration=${team.integrationId}`,
      secret: team.secret,
      body: conversation ? webhookBody(conversation, hasSummary) : unreadable,
    };
    ledger.open.add(delivery.id);
    ledger.begun += 1;
    const answers = await Promise.all(Array.from({ length: copies }, () => deliverUntilTaken(delivery, patience)));
    for (const ofOne of answers) enter(ledger, ofOne);
    if (!answers.some((ofOne) => ofOne.some((status) => status === 200 || status === 202))) return;
    enterTaken(ledger, delivery.id, conversation, hasSummary);
    taken.push(delivery);
  };

  const sendConversation = async (team: Team, before?: Conversation): Promise<void> => {
    const conversation: Conversation = {
      recordingId: ++lastRecording,
      recorder: team.email,
      invitees: before?.invitees ?? cast(random, team.email),
      ...(before ? { goesOnFrom: before.recordingId } : {}),
    };
    const [hasSummary, isLate] = [random.chance(0.6), random.chance(0.5)];
    const copies = random.chance(0.1) ? Math.floor(random.between(2, 5)) : 1;
    const waitMs = random.between(0, 20_000);
    const goesOn = !before && random.chance(0.06);
    await Promise.all([
      // Its second recording may be stored before the first.
      goesOn ? sendConversation(team, conversation) : null,
      send(team, conversation, hasSummary, copies),
      // The summary comes later, sometimes before the first delivery is taken.
      hasSummary || !isLate
        ? null
        : sleep(waitMs, undefined, { signal: until }).then(
            () => send(team, conversation, true, 1),
            () => undefined,
          ),
    ]);
  };

  const sendAgain = async (delivery: Delivery): Promise<void> =>
    enter(ledger, await deliverUntilTaken(delivery, patience));

  while (!until.aborted) {
    const team = random.pick(options.teams);
    const dice = random.next();
    if (dice < 0.02) track(send(team, null, false, 1));
    else if (dice < 0.1 && taken.length > 0) track(sendAgain(random.pick(taken)));
    else track(sendConversation(team));
    await sleep(random.between(0, 2 * gapMs), undefined, { signal: until }).catch(() => undefined);
  }
  await Promise.all(underWay);
};
