// Tokens per call (core-api-concepts-rate-limiting and the x-token-cost of the specification).
const costs: [method: string, path: RegExp, tokens: number][] = [
  ["GET", /^\/api\/v2\/persons\/search$/, 20],
  ["GET", /^\/api\/v2\/persons\/\d+$/, 1],
  ["POST", /^\/api\/v2\/persons$/, 5],
  ["DELETE", /^\/api\/v2\/persons\/\d+$/, 3],
  ["GET", /^\/api\/v1\/users\/me$/, 2],
  ["GET", /^\/api\/v1\/notes$/, 20],
  ["POST", /^\/api\/v1\/notes$/, 10],
  ["GET", /^\/api\/v1\/notes\/\d+$/, 2],
  ["PUT", /^\/api\/v1\/notes\/\d+$/, 10],
  ["DELETE", /^\/api\/v1\/notes\/\d+$/, 6],
];

/** What a call costs of the company's daily budget; one that there is not costs nothing. */
export const tokensFor = (method: string, path: string): number =>
  costs.find(([itsMethod, pattern]) => itsMethod === method && pattern.test(path))?.[2] ?? 0;

export const isSearch = (path: string): boolean => path === "/api/v2/persons/search";
