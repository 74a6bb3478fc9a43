// The bodies in the words of the real API: tests/fixtures/pipedrive/ holds them as they were captured or documented.

const atGateway = (errorCode: number, error: string) => ({
  success: false,
  error,
  errorCode,
  error_info: "Please check developers.pipedrive.com",
});

/** What v1 says, and v2 where nothing else is known. */
export const v1Error = (error: string) => ({
  success: false,
  error,
  error_info: "Please check developers.pipedrive.com for more information about Pipedrive API.",
  data: null,
  additional_data: null,
});

export const v2Error = (error: string, code: string) => ({ success: false, error, code });

export const unauthorized = atGateway(401, "unauthorized access");
export const notOpen = atGateway(402, "company account not open");
export const wrongScope = atGateway(403, "Scope and URL mismatch");
export const burst = atGateway(429, "Request over limit");
export const daily = atGateway(429, "daily request budget exceeded");
export const deleted = atGateway(410, "Deal has been deleted");
export const removed = atGateway(410, "This API v1 endpoint has been removed. Use API v2.");
export const personNotFound = v1Error("Person not found");
export const noTarget = v1Error(
  "Note must be associated with at least one organization, person, deal, lead or project.",
);
export const serverError = v1Error("An internal server error occurred");
export const maintenance = v1Error("Scheduled maintenance");
export const v2NotFound = {
  success: false,
  error: "Entity was not found",
  error_info: "Object was not found.",
  data: null,
  additional_data: null,
};
export const refusedUnder200 = { success: false, error: "Something went wrong" };

/** The page that a token gets which went on after 429. */
export const cloudflarePage = `<!DOCTYPE html>
<html lang="en-US"><head><title>Access denied | api.pipedrive.com used Cloudflare to restrict access</title></head>
<body><h1>Access denied</h1><p>This error is produced by <b>Cloudflare</b>. See troubleshooting guide <a href="https://support.cloudflare.com/hc/en-us/articles/360029779472-Troubleshooting-Cloudflare-1XXX-errors">here</a>.</p></body></html>
`;

/** v2 names the first parameter it does not take. */
export const notAllowed = (parameter: string) =>
  v2Error(
    `Validation failed: ${parameter}: Parameter '${parameter}' is not allowed for this request`,
    "ERR_SCHEMA_VALIDATION_FAILED",
  );

export const invalid = (parameter: string, problem: string) =>
  v2Error(`Validation failed: ${parameter}: ${problem}`, "ERR_SCHEMA_VALIDATION_FAILED");
