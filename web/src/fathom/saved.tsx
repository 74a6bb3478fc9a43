import { Notice } from "@/ui/notice.tsx";
import { foundInWords, type SavedAnswer } from "./key-answers.ts";

/** What came of saving: with the webhook, or why there is none. */
export const Saved = ({ answer }: { answer: SavedAnswer }) =>
  answer.webhook === "created" ? (
    <Notice tone="good">
      <strong className="font-semibold">Connected, {foundInWords(answer)}.</strong> New meetings come by themselves from
      now on; past ones can be imported above.
    </Notice>
  ) : (
    <Notice tone="warn">
      <p>
        <strong className="font-semibold">Connected, {foundInWords(answer)}, but there is no webhook.</strong> New
        meetings come only with the check every hour.
      </p>
      {answer.webhookError && <p className="mt-1">{answer.webhookError}</p>}
    </Notice>
  );
