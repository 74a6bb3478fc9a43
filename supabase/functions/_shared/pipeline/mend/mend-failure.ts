import type { CrmFailure } from "../../crm/provider.ts";
import { type Result, fail } from "../../platform/result.ts";

const sentences = {
  not_found: "There is no such attendee.",
  forbidden: "This is a colleague's meeting. Ask them, or a manager of the workspace.",
  already_logged: "This attendee is logged already.",
  waiting: "Debrief is at it already. Look again in a moment.",
  internal: "This attendee is one of yours and is not logged.",
  erased: "This person was erased. Nothing more is logged on them.",
  no_email: "This attendee has no e-mail address to look for.",
  not_a_candidate: "This is none of the people to choose from. Load the page again.",
  no_connection: "No CRM is connected that can be asked. Connect Pipedrive in Settings first.",
  several: "Several people in Pipedrive have this address already. Choose one of them.",
  unsure:
    "A contact for this address may have been created in the last two minutes. Try again after that: Debrief looks for it first.",
} as const;

type MendCode = keyof typeof sentences;

/** Why a person's correction was not made. `crm_…`: what the CRM said to it. */
export interface MendFailure {
  code: MendCode | `crm_${CrmFailure["kind"]}`;
  message: string;
}

export const refuse = (code: MendCode): Result<never, MendFailure> => fail({ code, message: sentences[code] });

/** As somebody reads it who waits for the answer: nothing is tried again by itself. */
export const refusedByCrm = (failure: CrmFailure): Result<never, MendFailure> => {
  const [what] = failure.message.split(/[.;]/);
  const passes = ["rate_limited", "unavailable", "uncertain"].includes(failure.kind);
  return fail({
    code: `crm_${failure.kind}`,
    message: passes ? `${what}. Nothing was changed; try again in a while.` : failure.message,
  });
};
