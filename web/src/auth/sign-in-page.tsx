import { getRouteApi, Link } from "@tanstack/react-router";
import { useServices, useSession } from "@/app/services.tsx";
import { Notice } from "@/ui/notice.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { PlainPage } from "@/ui/plain-page.tsx";
import { CredentialsForm } from "./credentials-form.tsx";

const route = getRouteApi("/sign-in");

export const SignInPage = () => {
  const { database } = useServices();
  const session = useSession();
  const search = route.useSearch();
  return (
    <PlainPage>
      <PageHeading title="Sign in" />
      <p className="mt-1 mb-6 text-muted">See where your meetings were logged.</p>
      {session.kind === "signedOut" && session.why === "ended" && (
        <div className="mb-4">
          <Notice tone="info">Your session has ended. Sign in to go on where you were.</Notice>
        </div>
      )}
      <CredentialsForm
        purpose="sign-in"
        submitLabel="Sign in"
        onSubmit={async (credentials) => (await database.auth.signInWithPassword(credentials)).error}
      />
      <p className="mt-6 text-sm text-muted">
        New to Debrief?{" "}
        <Link to="/sign-up" search={search} className="text-link font-medium">
          Create an account
        </Link>
      </p>
    </PlainPage>
  );
};
