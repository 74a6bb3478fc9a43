/** The company's name at Pipedrive out of what people paste: "https://Acme.pipedrive.com/deals" is "acme". */
export const companyDomain = (typed: string): string =>
  typed
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/[/?#].*$/, "")
    .replace(/\.pipedrive\.com$/, "");
