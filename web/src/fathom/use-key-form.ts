import { useRef, useState } from "react";
import { useApi } from "@/api/use-api.ts";
import { SETTINGS } from "@/settings/use-settings.ts";
import { savedAnswerSchema, testAnswerSchema } from "./key-answers.ts";
import type { Trigger } from "./triggers.ts";

type Intent = "test" | "save";

const NOTHING_CHANGES: typeof SETTINGS = [];

export interface KeyFormStart {
  email: string;
  triggers: readonly Trigger[];
  /** Called when it was saved. */
  onSaved?: () => void;
}

/** What is in the form of an API key, and what came of trying or saving it: only the latest of both is told. */
export const useKeyForm = ({ email: firstEmail, triggers: firstTriggers, onSaved }: KeyFormStart) => {
  const test = useApi(testAnswerSchema, NOTHING_CHANGES);
  const save = useApi(savedAnswerSchema, SETTINGS);
  const [email, setEmail] = useState(firstEmail);
  const [apiKey, setApiKey] = useState("");
  const [triggers, setTriggers] = useState(firstTriggers);
  const [saves, setSaves] = useState(0);
  const intent = useRef<Intent>("save");
  const [latest, setLatest] = useState<Intent>("save");

  const submit = async () => {
    const wanted = intent.current;
    setLatest(wanted);
    if (wanted === "test") {
      // Without the address: what the key sees is told even if that is nothing of it.
      await test.send("fathom-integrations/test", { apiKey: apiKey.trim() });
      return;
    }
    const body = { fathomUserEmail: email.trim(), apiKey: apiKey.trim() };
    if (triggers.length === 0 || !(await save.send("fathom-integrations", { ...body, triggeredFor: triggers }))) return;
    setApiKey("");
    setSaves((before) => before + 1);
    onSaved?.();
  };

  const { problem } = latest === "test" ? test : save;
  return {
    fields: { email, setEmail, apiKey, setApiKey, triggers, setTriggers },
    /** How often it was saved. */
    saves,
    submit,
    intend: (next: Intent) => {
      intent.current = next;
    },
    busy: test.busy ? ("test" as const) : save.busy ? ("save" as const) : null,
    problem,
    tested: latest === "test" ? test.answer : null,
    saved: latest === "save" ? save.answer : null,
  };
};
