// Only for reading here: in Pipedrive the note has Pipedrive's own look.
const STYLE = `
body { margin: 0; padding: 1rem; font: 0.9375rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
  background: light-dark(#fff, #1a1f26); color: light-dark(#22272e, #e6e9ed); }
body > :first-child { margin-top: 0; }
body > :last-child { margin-bottom: 0; }
ul, ol { padding-inline-start: 1.5rem; }
a { color: light-dark(#11606f, #7fc9da); }
`;

/**
 * A page that holds exactly this HTML, for a frame with `sandbox=""`: no script runs in it and no link leads out of it.
 * It is light or dark as `colorScheme` says, a value of the CSS property.
 * Links are given a window of their own, which such a frame may not open: so they do nothing instead of taking the note away.
 */
export const noteDocument = (html: string, colorScheme = "light dark"): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><base target="_blank"><title>Note</title><style>:root { color-scheme: ${colorScheme}; }${STYLE}</style></head><body>${html}</body></html>`;
