/** How long after a call's end its parts are there, in milliseconds. */
export interface Stages {
  createdMs: number;
  transcriptMs: number;
  /** Of the action items, too. */
  summaryMs: number;
  webhookMs: number;
  /** Of what a scenario makes late. */
  lateMs: number;
}

/** As seen of the real one: listed after 6 to 9 s, the webhook a few minutes later. */
export const realStages: Stages = {
  createdMs: 8_000,
  transcriptMs: 60_000,
  summaryMs: 120_000,
  webhookMs: 180_000,
  lateMs: 900_000,
};

/** For people who wait in front of a screen. */
export const quickStages: Stages = {
  createdMs: 500,
  transcriptMs: 1_200,
  summaryMs: 2_000,
  webhookMs: 3_000,
  lateMs: 20_000,
};
