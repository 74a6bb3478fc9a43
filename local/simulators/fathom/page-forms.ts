import { html } from "hono/html";
import type { FathomControls } from "./controls.ts";
import { scenarios } from "./end-meeting.ts";

const shareNames = {
  no_teams: "Nobody",
  single_team: "The recorder's team",
  all_teams: "All teams",
};

const recorderField = (controls: FathomControls, id: string) =>
  html`<label for="${id}">Recorded by</label>
    <select id="${id}" name="recordedBy">
      ${controls.users().map(({ name, email }) => html`<option value="${email}">${name} (${email})</option>`)}
    </select>`;

export const endMeetingForm = (controls: FathomControls) =>
  html`<h2 id="end">End a meeting now</h2>
    <article>
      <form method="post" action="/meetings" class="fields">
        ${recorderField(controls, "recorder")}
        <label for="title">Title</label>
        <input id="title" name="title" placeholder="One is made up if you leave this empty" />
        <label for="guests">Guests, one a line: Name &lt;address&gt;</label>
        <textarea id="guests" name="guests" rows="3">Ben Buyer &lt;ben.buyer@example.org&gt;</textarea>
        <p class="quiet">Without guests it is a call that no calendar knows.</p>
        <label for="scenario">What happens</label>
        <select id="scenario" name="scenario">
          ${Object.entries(scenarios).map(([name, label]) => html`<option value="${name}">${label}</option>`)}
        </select>
        <div class="pair">
          <div>
            <label for="sharedWith">Shared with</label>
            <select id="sharedWith" name="sharedWith">
              ${Object.entries(shareNames).map(([name, label]) => html`<option value="${name}">${label}</option>`)}
            </select>
          </div>
          <div>
            <label for="minutes">Minutes</label>
            <input id="minutes" name="minutes" type="number" min="1" max="1440" value="30" />
          </div>
        </div>
        <button>End the meeting</button>
      </form>
    </article>`;

export const pastForm = (controls: FathomControls) =>
  html`<h3>Add past meetings</h3>
    <article>
      <form method="post" action="/past-meetings" class="fields">
        ${recorderField(controls, "pastRecorder")}
        <label for="count">How many</label>
        <div class="row">
          <input id="count" name="count" type="number" min="1" max="5000" value="50" />
          <button>Add</button>
        </div>
        <p class="quiet">
          With summary, transcript and action items, on the working days before today. No webhook is sent for them.
        </p>
      </form>
    </article>`;
