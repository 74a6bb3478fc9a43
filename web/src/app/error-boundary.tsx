import { Component, type ReactNode } from "react";
import { buttonStyle } from "@/ui/button.tsx";
import { PageHeading } from "@/ui/page-heading.tsx";
import { PlainPage } from "@/ui/plain-page.tsx";

/** What is left of a page that could not be shown. */
export const BrokenPage = () => (
  <>
    <div role="alert">
      <PageHeading title="This page could not be shown" />
      <p className="mt-2 text-muted">
        Something in it went wrong. Nothing is lost: your meetings are safe on the server.
      </p>
    </div>
    <div className="mt-6 flex gap-3">
      <button type="button" className={buttonStyle()} onClick={() => window.location.reload()}>
        Reload the page
      </button>
      <a href="/meetings" className={buttonStyle({ look: "secondary" })}>
        All meetings
      </a>
    </div>
  </>
);

export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? (
      <PlainPage>
        <BrokenPage />
      </PlainPage>
    ) : (
      this.props.children
    );
  }
}
