import * as z from "zod";

/** A fault that can be switched on, of one of a simulator's kinds. */
export const faultSchema = <const Kind extends string>(kinds: readonly Kind[]) =>
  z.strictObject({
    kind: z.enum(kinds),
    /** How many of the next calls; all of them unless said otherwise. */
    times: z.union([z.int().positive(), z.literal("always")]).default("always"),
    method: z.enum(["GET", "POST", "PUT", "DELETE"]).optional(),
    /** The path, `*` for any part of it, e.g. `/api/v1/notes*`. */
    path: z.string().startsWith("/").default("/*"),
    /** How slow. */
    milliseconds: z.int().nonnegative().default(1_000),
  });

type FaultSchema<Kind extends string> = ReturnType<typeof faultSchema<Kind>>;

/** The switches, the first that fits a call wins. */
export const createFaults = <Kind extends string>(schema: FaultSchema<Kind>) => {
  type Fault = z.output<FaultSchema<Kind>>;
  let faults: Fault[] = [];
  return {
    add: (fault: z.input<FaultSchema<Kind>>): void => void faults.push(schema.parse(fault)),
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

const toPattern = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);
