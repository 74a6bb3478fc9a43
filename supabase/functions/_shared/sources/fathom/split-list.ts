const separators = new Set([",", ";", "\n"]);

/** At most `max` entries of what a Zap joined into one text, trimmed; a separator between quotes is none. */
export const splitList = (text: string, max: number): string[] => {
  const entries: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length && entries.length < max; at += 1) {
    const character = text.charAt(at);
    // A lone quotation mark must not take the rest for one entry.
    if (character === '"') isQuoted = !isQuoted && text.indexOf('"', at + 1) > 0;
    else if (!isQuoted && separators.has(character)) {
      entries.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  if (entries.length < max) entries.push(text.slice(start).trim());
  return entries;
};
