import { TROUBLED_KEY } from "@/deliveries/use-troubled.ts";

/** What is read again when something was replayed. */
export const REPLAYED = [["inbox"], ["delivery"], TROUBLED_KEY, ["meetings"]] as const;
