/** An alert in words: what is wrong, what to do, and where in Settings it is put right, if it is there. */
export interface AlertWords {
  headline: string;
  nextStep: string;
  settings: "pipedrive" | "fathom" | null;
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const times = (count: number): string => (count === 1 ? "" : ` (${count} times)`);

/** The headlines are those that Slack shows. A kind that this client does not know yet still says that it is there. */
export const alertWords = (kind: string, count: number): AlertWords => {
  switch (kind) {
    case "dead_letter":
      return {
        headline: `${counted(count, "delivery or attendee", "deliveries or attendees")} could not be logged`,
        nextStep: `See why, then replay ${count === 1 ? "it" : "them"}.`,
        settings: null,
      };
    case "connection_failing":
      return {
        headline: `The CRM connection does not work as it should${times(count)}`,
        nextStep: "Settings say why and what to do; what is waiting is logged then.",
        settings: "pipedrive",
      };
    case "source_failing":
      return {
        headline: `What an integration sends cannot be read or stored${times(count)}`,
        nextStep: "Look at the latest deliveries, and check in Fathom or Zapier how they are set up.",
        settings: "fathom",
      };
    case "source_unauthorized":
      return {
        headline: `A source refuses an API key${times(count)}`,
        nextStep: "Enter a new key in Settings: until then its imports stand still.",
        settings: "fathom",
      };
    case "import_stopped":
      return {
        headline: `An import of past meetings has stopped${times(count)}`,
        nextStep: "Settings say why, and there it is resumed.",
        settings: "fathom",
      };
    case "integration_quiet":
      return {
        headline: counted(count, "integration has gone quiet", "integrations have gone quiet"),
        nextStep: "Check that meetings are still recorded there, and that the webhook is still set up.",
        settings: "fathom",
      };
    default:
      return { headline: "Something needs attention", nextStep: "Reload this page to see what.", settings: null };
  }
};
