import * as z from "zod";
import type { Figure } from "../figure.ts";
import { signingSecret } from "./deliveries.ts";
import type { Place } from "./place.ts";
import { bodySizes } from "./sizes.ts";

const sharesSchema = z.array(z.object({ parse: z.number(), hmac: z.number(), database: z.number() }));

/** Where the time to the answer goes: shares.ts in a Deno, one delivery after the other. */
export const measureShares = async (place: Place): Promise<Figure[]> => {
  const printed = await place.runScript("shares.ts", {
    SECRET: signingSecret,
    INTEGRATION: place.integrationIds[0] ?? "",
    SIZES: JSON.stringify(bodySizes.map(({ bytes }) => bytes)),
  });
  const shares = sharesSchema.parse(JSON.parse(printed.trim().split("\n").at(-1) ?? ""));
  return shares.flatMap(({ parse, hmac, database }, at) => {
    const figure = (part: string, value: number): Figure => ({
      what: `share of the ack, ${bodySizes[at]?.name}: ${part}`,
      value,
      unit: "%",
    });
    return [
      figure("database", database),
      figure("signature", hmac),
      figure("parsing", parse),
      figure("all the rest", 100 - database - hmac - parse),
    ];
  });
};
