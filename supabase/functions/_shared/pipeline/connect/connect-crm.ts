import { parseCompanyDomain } from "../../crm/pipedrive/account.ts";
import type { CrmAccount, CrmFailure } from "../../crm/provider.ts";
import { type Database, settleOrThrow } from "../../platform/database.ts";
import { type Result, fail, ok } from "../../platform/result.ts";
import { type CrmContext, connectPipedrive, crmTokenContext } from "../log/open-crm.ts";

export interface CrmCredentials {
  companyDomain: string;
  apiToken: string;
}

export interface ConnectFailure {
  code: "invalid_company_domain" | "wrong_company" | CrmFailure["kind"];
  message: string;
}

/** As somebody reads it who waits for the answer: nothing is tried again by itself, nothing was changed. */
const sentenceOf = (failure: CrmFailure, account: string): string => {
  switch (failure.kind) {
    case "unauthorized":
      return failure.status === 401
        ? `Pipedrive refuses this API token for ${account}.pipedrive.com. Copy it again from Pipedrive; nothing was changed here.`
        : `There is no Pipedrive company at ${account}.pipedrive.com. Check the company domain; nothing was changed here.`;
    case "rate_limited":
      return `${failure.message.split(".")[0]}. Try again later; nothing was changed here.`;
    case "unavailable":
    case "uncertain":
      return `Nobody answered at ${account}.pipedrive.com. Check the company domain, or try again in a moment; nothing was changed here.`;
    default:
      return failure.message;
  }
};

const testTimeoutMs = 15_000;

/** Whether the credentials work, and whose they are. Saves nothing. */
export const testPipedrive = async (
  { companyDomain, apiToken }: CrmCredentials,
  context: CrmContext,
): Promise<Result<CrmAccount, ConnectFailure>> => {
  const account = parseCompanyDomain(companyDomain);
  if (account === null) {
    return fail({
      code: "invalid_company_domain",
      message: "Enter the first part of your Pipedrive address, e.g. acme for acme.pipedrive.com.",
    });
  }
  const crm = connectPipedrive(account, apiToken, context);
  const { data, error } = await crm.whoAmI(AbortSignal.timeout(testTimeoutMs));
  if (error) return fail({ code: error.kind, message: sentenceOf(error, account) });
  if (data.account !== account) {
    return fail({
      code: "wrong_company",
      message: `This API token belongs to ${data.account}.pipedrive.com, not to ${account}.pipedrive.com. Correct one of the two.`,
    });
  }
  return ok(data);
};

/** Tests and saves; what waited for a connection goes back into the queue. @throws DatabaseError */
export const connectCrm = async (
  database: Database,
  workspaceId: string,
  credentials: CrmCredentials,
  context: CrmContext,
): Promise<Result<CrmAccount, ConnectFailure>> => {
  const tested = await testPipedrive(credentials, context);
  if (tested.error) return tested;
  const existing = await settleOrThrow(
    database.from("crm_connections").select("id").eq("workspace_id", workspaceId).eq("provider", "pipedrive").limit(1),
  );
  const connectionId = existing?.[0]?.id ?? crypto.randomUUID();
  const { sealed, keyId } = await context.sealer.seal(credentials.apiToken, crmTokenContext(connectionId));
  await settleOrThrow(
    database.rpc("connect_crm", {
      workspace: workspaceId,
      crm: "pipedrive",
      new_account: tested.data.account,
      connection: connectionId,
      sealed_token: sealed,
      token_key_id: keyId,
    }),
  );
  return tested;
};
