import http from "node:http";
import type { SignedDelivery } from "./deliveries.ts";

export interface Load {
  /** Deliveries a second, all of them together. */
  rate: number;
  /** How long each waited for the end of its answer, in ms. */
  waits: number[];
}

const post = (url: string, { body, headers }: SignedDelivery, agent: http.Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { method: "POST", headers, agent }, (response) => {
      response.on("end", () => resolve(response.statusCode ?? 0)).resume();
    });
    request.once("error", reject).end(body);
  });

/** Posts all of them, so many at once over connections that stay. @throws Error when one is answered with anything but 202 */
export const send = async (url: string, deliveries: SignedDelivery[], atOnce: number): Promise<Load> => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  const waiting = deliveries.values();
  const waits: number[] = [];
  const sendOn = async (): Promise<void> => {
    for (const delivery of waiting) {
      const begunAt = performance.now();
      const status = await post(`${url}?integration=${delivery.integrationId}`, delivery, agent);
      if (status !== 202) throw new Error(`${url} answered ${status}`);
      waits.push(performance.now() - begunAt);
    }
  };
  const begunAt = performance.now();
  try {
    await Promise.all(Array.from({ length: atOnce }, sendOn));
    return { rate: deliveries.length / ((performance.now() - begunAt) / 1000), waits };
  } finally {
    agent.destroy();
  }
};
