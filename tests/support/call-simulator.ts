/** Calls what is below `/simulator` of a simulator. @throws Error with what it answered instead */
export const callSimulator = async (url: string, method: string, path: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(`${url}/simulator${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`the simulator answered ${response.status}: ${text}`);
  return text === "" ? null : JSON.parse(text);
};
