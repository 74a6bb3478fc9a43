import type { FathomControls } from "./controls.ts";

/** A company with sixty past meetings; the host's key is given, the others' are made up. Does nothing where there is somebody already. */
export const addSampleOrganization = (controls: FathomControls, host: { email: string; apiKey: string }): void => {
  if (controls.users().length > 0) return;
  const people = [
    { name: "Ana Host", email: host.email, team: "Sales", apiKey: host.apiKey, count: 26 },
    { name: "Bo Colleague", email: "bo@example.com", team: "Sales", count: 20 },
    { name: "Mia Manager", email: "mia@example.com", team: "Management", accountAdmin: true, count: 14 },
  ];
  for (const { count: _count, ...user } of people) controls.addUser(user);
  for (const { email, count } of people) controls.addPast({ recordedBy: email, count });
};
