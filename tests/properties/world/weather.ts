/** What the CRM, or the way to it, does to a call. "After" means that the call was carried out all the same. */
export const faultKinds = [
  "429 burst",
  "429 daily",
  "401",
  "500",
  "503",
  "refused connection",
  "time-out",
  "time-out after it",
  "lost answer after it",
  "500 after it",
] as const;

export interface Fault {
  kind: (typeof faultKinds)[number];
  of: "any call" | "searches" | "writes";
  times: number;
}

/** The faults that are on. The first that fits a call is met by it. */
export const createWeather = () => {
  let faults: Fault[] = [];
  return {
    add: (fault: Fault): void => void faults.push({ ...fault }),
    clear: (): void => void (faults = []),
    take: (method: string, path: string): Fault["kind"] | null => {
      const groups = { "any call": true, searches: path.endsWith("/search"), writes: method !== "GET" };
      const fault = faults.find(({ of }) => groups[of]);
      if (!fault) return null;
      fault.times -= 1;
      faults = faults.filter(({ times }) => times > 0);
      return fault.kind;
    },
  };
};
