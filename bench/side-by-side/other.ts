import { randomBytes } from "node:crypto";
import { apiToken } from "./crm.ts";
import type { Receiver } from "./receiver.ts";

/** The receiver that is measured beside the two, or null; docs/performance.md says how to set it up. */
export const otherReceiver = (): { crmPort: number; receiver: Receiver } | null => {
  const { BENCH_RECEIVER_URL: url, BENCH_RECEIVER_SECRET: secret, BENCH_CRM_PORT: port } = process.env;
  if (!url) return null;
  const receiver: Receiver = {
    name: new URL(url).host,
    url,
    secret: secret ?? `whsec_${randomBytes(24).toString("base64")}`,
    recorder: "rep@example.com",
    restart: null,
    stop: async () => undefined,
  };
  const crmPort = Number(port ?? 4777);
  console.log(`For ${url} Pipedrive is at http://127.0.0.1:${crmPort}, its token: ${apiToken}`);
  return { crmPort, receiver };
};
