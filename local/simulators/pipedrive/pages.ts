import { html, raw } from "hono/html";
import { simulatorPage } from "../shared/page.ts";
import type { Company } from "./context.ts";
import type { Note, Person } from "./records.ts";

/** All people, or those whose name, address or organization holds the words looked for. */
export const listPage = ({ store }: Company, wanted: string) => {
  const organizationOf = (person: Person) => store.organizations.get(person.org_id ?? 0)?.name ?? "";
  const people = [...store.people.values()]
    .filter((person) => !person.is_deleted)
    .filter((person) =>
      [person.name, organizationOf(person), ...person.emails.map(({ value }) => value)].some((text) =>
        text.toLowerCase().includes(wanted.toLowerCase()),
      ),
    );
  const notesOf = (person: Person) => [...store.notes.values()].filter((note) => note.person_id === person.id).length;
  return page(
    "People",
    html`<form role="search" action="/">
        <label for="q">Search people</label>
        <div class="row">
          <input id="q" name="q" type="search" value="${wanted}" placeholder="Name, e-mail or organization" />
          <button>Search</button>
        </div>
      </form>
      <h2>${people.length === 1 ? "1 person" : `${people.length} people`}</h2>
      ${
        people.length === 0
          ? html`<p>Nobody matches. <a href="/">Show everyone</a></p>`
          : html`<ul class="people">
              ${people.map(
                (person) =>
                  html`<li>
                    <a href="/person/${person.id}">${person.name}</a>
                    <span class="notes">${count(notesOf(person))}</span>
                    <span class="quiet"
                      >${[organizationOf(person), ...person.emails.map(({ value }) => value)].filter(Boolean).join(" · ")}</span
                    >
                  </li>`,
              )}
            </ul>`
      }`,
  );
};

/** One person with their notes, the newest first. */
export const personPage = ({ store }: Company, person: Person) => {
  const notes = [...store.notes.values()].filter((note) => note.person_id === person.id).toSorted(newestFirst);
  const organization = store.organizations.get(person.org_id ?? 0)?.name;
  return page(
    person.name,
    html`<p><a href="/">All people</a></p>
      <h2>${person.name}</h2>
      <p class="quiet">
        ${[organization, ...person.emails.map(({ value }) => value)].filter(Boolean).join(" · ")} · person ${person.id}
      </p>
      <h3>${count(notes.length)}</h3>
      ${notes.map(
        (note) =>
          html`<article>
            <p class="quiet">
              Note ${note.id}, added <time datetime="${note.add_time.replace(" ", "T")}Z">${note.add_time} UTC</time>
            </p>
            <div class="content">${raw(note.content)}</div>
          </article>`,
      )}`,
  );
};

export const missingPage = () =>
  page(
    "Not found",
    html`<h2>No such person</h2>
      <p><a href="/">All people</a></p>`,
  );

const count = (notes: number): string => (notes === 1 ? "1 note" : `${notes || "No"} notes`);

const newestFirst = (one: Note, other: Note): number => other.add_time.localeCompare(one.add_time) || other.id - one.id;

const page = (title: string, content: unknown) => simulatorPage("Pipedrive", title, content);
