import { AlertCount } from "@/alerts/alert-count.tsx";

/** The pages that every page leads to, in this order; `Count` says beside the name how much waits there. */
export const navigation = [
  { to: "/overview", words: "Overview", Count: null },
  { to: "/meetings", words: "Meetings", Count: AlertCount },
  { to: "/inbox", words: "Inbox", Count: null },
  { to: "/audit", words: "Audit", Count: null },
  { to: "/settings", words: "Settings", Count: null },
] as const;
