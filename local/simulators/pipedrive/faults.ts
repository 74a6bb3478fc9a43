import * as z from "zod";

/** What can be made to go wrong. Those "after write" let the call happen and lose its answer. */
const faultKinds = [
  "401",
  "402",
  "403_scope",
  "403_html",
  "404",
  "410",
  "429_burst",
  "429_daily",
  "500",
  "503",
  "slow",
  "timeout",
  "timeout_after_write",
  "lost_after_write",
  "empty_body",
  "success_false",
] as const;

export const faultSchema = z.strictObject({
  kind: z.enum(faultKinds),
  /** How many of the next calls; all of them unless said otherwise. */
  times: z.union([z.int().positive(), z.literal("always")]).default("always"),
  method: z.enum(["GET", "POST", "PUT", "DELETE"]).optional(),
  /** The path, `*` for any part of it, e.g. `/api/v1/notes*`. */
  path: z.string().startsWith("/").default("/*"),
  /** How slow. */
  milliseconds: z.int().nonnegative().default(1_000),
});

export type FaultInput = z.input<typeof faultSchema>;
type Fault = z.output<typeof faultSchema>;

/** The switches, the first that fits a call wins. */
export const createFaults = () => {
  let faults: Fault[] = [];
  return {
    add: (fault: FaultInput): void => void faults.push(faultSchema.parse(fault)),
    clear: (): void => void (faults = []),
    list: (): readonly Fault[] => faults,
    /** The fault this call meets, counted off. */
    take(method: string, path: string): Fault | null {
      const fault = faults.find((one) => (one.method ?? method) === method && toPattern(one.path).test(path));
      if (!fault) return null;
      if (fault.times !== "always") fault.times -= 1;
      faults = faults.filter(({ times }) => times !== 0);
      return fault;
    },
  };
};

export type Faults = ReturnType<typeof createFaults>;

const toPattern = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);
