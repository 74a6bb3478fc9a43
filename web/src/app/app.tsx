import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { createAppRouter } from "./router.tsx";
import { type Services, ServicesProvider, useServices, useSession } from "./services.tsx";
import { StartingPage } from "./starting-page.tsx";

const Pages = () => {
  const { sessions, queries } = useServices();
  const session = useSession();
  const router = useMemo(() => createAppRouter({ sessions }), [sessions]);
  const userId = session.kind === "signedIn" ? session.userId : null;
  // What one person has read is never shown to the next.
  useEffect(() => () => queries.clear(), [userId, queries]);
  // Every route decides again whether it may be seen.
  useEffect(() => {
    if (session.kind !== "starting") void router.invalidate();
  }, [session, router]);
  return session.kind === "starting" ? <StartingPage /> : <RouterProvider router={router} />;
};

export const App = ({ services }: { services: Services }) => (
  <ServicesProvider services={services}>
    <QueryClientProvider client={services.queries}>
      <Pages />
    </QueryClientProvider>
  </ServicesProvider>
);
