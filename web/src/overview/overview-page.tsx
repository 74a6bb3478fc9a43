import { PageHeading } from "@/ui/page-heading.tsx";

export const OverviewPage = () => (
  <div className="mb-5">
    <PageHeading title="Overview" />
    <p className="mt-1 text-muted">How the last weeks went, and what waits for you.</p>
  </div>
);
