/** How Debrief looks: as the system says, or as the person has chosen on this device. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Read by public/theme.js too, before the page is painted. */
const KEY = "debrief.theme";
/** What the browser paints around the page: the canvas of styles.css. */
const CANVAS = { light: "#faf9f7", dark: "#12161b" };

/** What of a page is needed: to try it without one. */
export interface ThemePlace {
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  root: { dataset: Record<string, string | undefined> };
  /** The elements that tell the browser a colour, each with the scheme it is for. */
  canvases: { scheme: "light" | "dark"; set: (colour: string) => void }[];
}

/** The theme that was chosen on this device; the system's without one, or without storage. */
export const chosenTheme = ({ storage }: Pick<ThemePlace, "storage">): Theme => {
  try {
    const stored = storage.getItem(KEY);
    return THEMES.find((theme) => theme === stored) ?? "system";
  } catch {
    return "system";
  }
};

/** Shows a theme and remembers it. Where nothing can be remembered it holds until the page is left. */
export const chooseTheme = (theme: Theme, { storage, root, canvases }: ThemePlace): void => {
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
  for (const { scheme, set } of canvases) set(CANVAS[theme === "system" ? scheme : theme]);
  try {
    if (theme === "system") storage.removeItem(KEY);
    else storage.setItem(KEY, theme);
  } catch {
    // Private windows and full disks: the choice is shown all the same.
  }
};

/** The page that the browser shows. */
export const browserPlace = (): ThemePlace => ({
  // Looked up at each use: a browser that blocks storage throws already when it is named.
  storage: {
    getItem: (key) => window.localStorage.getItem(key),
    setItem: (key, value) => window.localStorage.setItem(key, value),
    removeItem: (key) => window.localStorage.removeItem(key),
  },
  root: document.documentElement,
  canvases: [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].map((element) => ({
    scheme: element.media.includes("dark") ? "dark" : "light",
    set: (colour) => (element.content = colour),
  })),
});
