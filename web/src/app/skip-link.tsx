/** The first stop of the Tab key: past the navigation. Without a hash, which would become a place in the history. */
export const SkipLink = () => (
  <a
    href="#main"
    onClick={(event) => {
      event.preventDefault();
      document.querySelector<HTMLElement>("#main")?.focus();
    }}
    className="fixed start-4 top-2 z-20 -translate-y-20 rounded-lg bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0"
  >
    Skip to content
  </a>
);
