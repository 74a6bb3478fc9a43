/** The body as text, or null when it is longer than `maxBytes`: then no more of it is read. Throws what the connection throws. */
export const readCapped = async (response: Response, maxBytes: number): Promise<string | null> => {
  if (!response.body) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > maxBytes) {
      reader.cancel().catch(() => undefined);
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
};
