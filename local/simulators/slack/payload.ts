import * as z from "zod";

const plainText = (longest: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(longest),
    emoji: z.boolean().exactOptional(),
  });
const mrkdwn = (longest: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(longest),
    verbatim: z.boolean().exactOptional(),
  });
const text = (longest: number) => z.discriminatedUnion("type", [plainText(longest), mrkdwn(longest)]);

/** The blocks that are known here, with the limits of docs.slack.dev/reference/block-kit/blocks. */
const blockSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("header"), text: plainText(150) }),
  z
    .strictObject({
      type: z.literal("section"),
      text: text(3_000).exactOptional(),
      fields: z.array(text(2_000)).min(1).max(10).exactOptional(),
    })
    .refine((section) => section.text ?? section.fields, "a section needs text or fields"),
  z.strictObject({ type: z.literal("context"), elements: z.array(text(3_000)).min(1).max(10) }),
  z.strictObject({ type: z.literal("divider") }),
]);

export type Block = z.output<typeof blockSchema>;
export type BlockText = z.output<ReturnType<typeof text>>;

export interface Payload {
  text: string;
  blocks: Block[];
}

const payloadSchema = z.looseObject({
  text: z.string().default(""),
  blocks: z.unknown().optional(),
  attachments: z.array(z.looseObject({})).default([]),
});
const blocksSchema = z.array(blockSchema).max(50).default([]);

/** What a webhook was sent, or the word that Slack refuses it with. */
export const readPayload = (body: string): { payload: Payload } | { refusal: string } => {
  const payload = payloadSchema.safeParse(parseJson(body)).data;
  if (!payload) return { refusal: "invalid_payload" };
  if (payload.attachments.length > 100) return { refusal: "too_many_attachments" };
  const blocks = blocksSchema.safeParse(payload.blocks).data;
  if (!blocks) return { refusal: "invalid_blocks" };
  if (payload.text.trim() === "" && blocks.length + payload.attachments.length === 0) return { refusal: "no_text" };
  return { payload: { text: payload.text, blocks } };
};

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
