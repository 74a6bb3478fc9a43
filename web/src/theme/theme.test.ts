import { expect, test } from "vitest";
import { chooseTheme, chosenTheme } from "./theme.ts";

const openPlace = (storage: Pick<Storage, "getItem" | "setItem" | "removeItem">) => {
  const colours = { light: "", dark: "" };
  const root: { dataset: Record<string, string | undefined> } = { dataset: {} };
  const canvases = (["light", "dark"] as const).map((scheme) => ({
    scheme,
    set: (colour: string) => void (colours[scheme] = colour),
  }));
  return { colours, place: { storage, root, canvases } };
};

const openStorage = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
};

test("a chosen theme is shown, remembered, and painted around the page whatever the system says", () => {
  const { place, colours } = openPlace(openStorage());
  chooseTheme("dark", place);
  expect(place.root.dataset).toEqual({ theme: "dark" });
  expect(chosenTheme(place)).toBe("dark");
  expect(colours.light).toBe(colours.dark);
});

test("the system's theme leaves nothing behind", () => {
  const { place, colours } = openPlace(openStorage());
  chooseTheme("light", place);
  chooseTheme("system", place);
  expect(place.root.dataset).toEqual({});
  expect(chosenTheme(place)).toBe("system");
  expect(colours.light).not.toBe(colours.dark);
});

test("what was stored by something else counts as nothing", () => {
  const storage = openStorage();
  storage.setItem("debrief.theme", "sepia");
  expect(chosenTheme({ storage })).toBe("system");
});

test("a browser that stores nothing shows the choice all the same", () => {
  const refuse = () => {
    throw new Error("denied");
  };
  const { place } = openPlace({ getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(chosenTheme(place)).toBe("system");
  chooseTheme("dark", place);
  expect(place.root.dataset).toEqual({ theme: "dark" });
});
