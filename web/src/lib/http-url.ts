/** The address in normal form if it is an absolute http(s) address, else null: nothing else becomes a link. */
export const httpUrl = (value: string | null | undefined): string | null => {
  if (!value || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
};
