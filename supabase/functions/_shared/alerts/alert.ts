import * as z from "zod";

/** What an alert can be about. `test` is sent when a person asks for it, and never stored. */
export const alertKindSchema = z.enum([
  "dead_letter",
  "connection_failing",
  "source_failing",
  "source_unauthorized",
  "import_stopped",
  "integration_quiet",
  "test",
]);
export type AlertKind = z.infer<typeof alertKindSchema>;

/** What a channel is told: counts only, nothing about a person or a meeting. */
export interface AlertMessage {
  kind: AlertKind;
  /** Of how many deliveries, attendees, connections or integrations it speaks. */
  count: number;
  /** When the first of them happened. */
  since: Date;
  workspaceName: string;
  /** Where in the web client a person sees to it; null where it is not known. */
  url: string | null;
}

interface AlertText {
  /** What is wrong, without a full stop: at most 100 characters. */
  headline: string;
  /** A sentence that says what to do next. */
  nextStep: string;
}

/** How often it came to an alert, where that is not a number of things. */
const times = (count: number): string => (count === 1 ? "" : ` (${count} times)`);

/** An alert in words. Fixed words and a count, so that no channel ever carries personal data. */
export const alertText = ({ kind, count }: Pick<AlertMessage, "kind" | "count">): AlertText => {
  const one = count === 1;
  switch (kind) {
    case "dead_letter":
      return {
        headline: `${count} ${one ? "delivery or attendee" : "deliveries or attendees"} could not be logged`,
        nextStep: `Open Debrief, see why, and replay ${one ? "it" : "them"}.`,
      };
    case "connection_failing":
      return {
        headline: `The CRM connection does not work as it should${times(count)}`,
        nextStep: "Open the settings in Debrief: they say why and what to do; what is waiting is logged then.",
      };
    case "source_failing":
      return {
        headline: `What an integration sends cannot be read or stored${times(count)}`,
        nextStep: "Open Debrief, look at the latest deliveries, and check how they are set up in the source.",
      };
    case "source_unauthorized":
      return {
        headline: `A source refuses an API key${times(count)}`,
        nextStep: "Open the settings in Debrief and enter a new key: until then its imports stand still.",
      };
    case "import_stopped":
      return {
        headline: `An import of past meetings has stopped${times(count)}`,
        nextStep: "Open the settings in Debrief: they say why, and there it is resumed.",
      };
    case "integration_quiet":
      return {
        headline: `${count} ${one ? "integration has" : "integrations have"} gone quiet`,
        nextStep: "Check that meetings are still recorded there, and that the webhook is still set up.",
      };
    case "test":
      return { headline: "This is a test alert from Debrief", nextStep: "Alerts will arrive here." };
  }
};
