const REVOKE_AFTER_MS = 60_000;

/** Hands a file to the browser's downloads. */
export const saveFile = (name: string, content: Blob): void => {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download reads from it for a while yet.
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
};
