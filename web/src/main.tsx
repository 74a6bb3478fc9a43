import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { ConfigPage } from "./app/config-page.tsx";
import { loadConfig } from "./app/config.ts";
import { ErrorBoundary } from "./app/error-boundary.tsx";
import { createServices } from "./app/services.tsx";
import { placeOfMailLink } from "./auth/mail-link.ts";
import { browserPlace, chooseTheme, chosenTheme } from "./theme/theme.ts";
import "./styles.css";

const element = document.getElementById("root");
if (!element) throw new Error("index.html has no element #root");

// The theme itself is shown already; this colours what the browser paints around the page.
chooseTheme(chosenTheme(browserPlace()), browserPlace());

// Before anything reads the address: a session or an error that a message's link has left there.
const place = placeOfMailLink(window.location);
if (place !== null) window.history.replaceState(null, "", place);

const { data: config, error: problems } = await loadConfig({
  fetch: (input, init) => fetch(input, init),
  environment: import.meta.env,
});

createRoot(element).render(
  <StrictMode>
    <ErrorBoundary>
      {config ? <App services={createServices(config)} /> : <ConfigPage problems={problems ?? []} />}
    </ErrorBoundary>
  </StrictMode>,
);
