import type { CrmFailure } from "../provider.ts";
import type { CallFailure } from "./call.ts";

/** Whether it can be an id of Pipedrive, and so a part of a path. */
export const isId = (id: string): boolean => /^[1-9]\d{0,14}$/.test(id);

export const notAnId: CrmFailure = {
  kind: "rejected",
  status: 400,
  message: "This is no id of Pipedrive. Choose the contact again.",
};

/** As the rest of the product knows it. */
export const toCrmFailure = (failure: CallFailure): CrmFailure =>
  failure.kind === "too_large"
    ? { kind: "rejected", status: failure.status, message: "Pipedrive's answer was too long to be read." }
    : failure;
