import { readCopiedHeader } from "./copied-header.ts";
import type { MeetingDraft } from "./meeting-draft.ts";
import { shareTokenOf } from "./share-token.ts";
import { type Body, isBody } from "./walk-bodies.ts";

const longestHeader = 10_000;

const transcriptTexts = (body: Body): string[] =>
  [
    body["transcript_plaintext"],
    isBody(body["transcript"]) ? body["transcript"]["plaintext"] : body["transcript"],
  ].filter((value) => typeof value === "string");

/** Who said something and has an address: the only people that a copied transcript knows. */
const speakersOf = ({ transcript }: MeetingDraft): MeetingDraft["attendees"] =>
  (transcript ?? []).flatMap(({ speaker, email }) =>
    email === null ? [] : [{ name: speaker, email, isExternal: null }],
  );

/** The draft with what stands above a copied transcript, wherever the body itself says nothing. */
export const addCopiedHeader = (body: Body, draft: MeetingDraft): MeetingDraft => {
  const header = transcriptTexts(body)
    .map((text) => readCopiedHeader(text.trimStart().slice(0, longestHeader).replaceAll(/\r\n?/g, "\n")))
    .find((found) => found !== null);
  if (header === undefined) return draft;
  const isShared = shareTokenOf({ shareId: null, shareUrl: header.url, recordingUrl: null }) !== null;
  return {
    ...draft,
    title: draft.title ?? (draft.calendarTitle === null ? header.title : null),
    day: draft.day ?? header.day,
    recordedSeconds: draft.recordedSeconds ?? header.seconds,
    shareUrl: draft.shareUrl ?? (isShared ? header.url : null),
    recordingUrl: draft.recordingUrl ?? (isShared ? null : header.url),
    attendees: draft.attendees.length > 0 ? draft.attendees : speakersOf(draft),
  };
};
