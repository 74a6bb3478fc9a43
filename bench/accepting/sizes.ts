/** A short call without its transcript, an hour with it, a day of workshops. */
export const bodySizes = [
  { bytes: 3_000, name: "3 kB" },
  { bytes: 50_000, name: "50 kB" },
  { bytes: 2_000_000, name: "2 MB" },
] as const;
