import { html } from "hono/html";
import { simulatorPage } from "../shared/page.ts";
import type { FathomControls } from "./controls.ts";
import { endMeetingForm, pastForm } from "./page-forms.ts";
import { deliveriesSection, recordingsSection, usersSection, webhooksSection } from "./page-lists.ts";
import { switchesSection } from "./page-switches.ts";
import type { ListEnd } from "./pages-of.ts";

export interface PageState {
  now: Date;
  notice: string | null;
  /** Of the recordings. */
  page: number;
  heavyLimit(): number;
  listEnd(): ListEnd;
}

/** Everything on one page, what is used most at its top. */
export const mainPage = (controls: FathomControls, state: PageState) =>
  simulatorPage(
    "Fathom",
    "Meetings",
    html`<nav>
        <a href="#users">Users and keys</a> · <a href="#deliveries">Deliveries</a> ·
        <a href="#recordings">Recordings</a> · <a href="#webhooks">Webhooks</a> · <a href="#switches">Switches</a> ·
        <a href="/">Reload</a>
      </nav>
      ${state.notice === null ? "" : html`<p class="notice" role="status">${state.notice}</p>`}
      ${endMeetingForm(controls)} ${usersSection(controls)} ${deliveriesSection(controls)}
      ${recordingsSection(controls, state)} ${pastForm(controls)} ${webhooksSection(controls)}
      ${switchesSection(controls, state.heavyLimit(), state.listEnd())}`,
  );
