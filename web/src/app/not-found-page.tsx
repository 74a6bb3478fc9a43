import { Link } from "@tanstack/react-router";
import { buttonStyle } from "@/ui/button.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { PlainPage } from "@/ui/plain-page.tsx";

export const NotFoundPage = () => (
  <PlainPage>
    <PageHeading title="There is no such page" />
    <p className="mt-2 text-muted">The address may be mistyped, or the page has moved.</p>
    <Link to="/meetings" className={buttonStyle({ className: "mt-6" })}>
      All meetings
    </Link>
  </PlainPage>
);
