import { Form } from "@base-ui/react/form";
import { Building2 } from "lucide-react";
import * as z from "zod/mini";
import { useApi } from "@/api/use-api.ts";
import { Button } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Panel } from "@/ui/problem.tsx";
import { NameField } from "./name-field.tsx";
import { MEMBERSHIPS_KEY } from "./use-memberships.ts";

const REFRESH = [MEMBERSHIPS_KEY];
const anyAnswer = z.unknown();

/** For whoever is in no workspace: they were invited and have not joined, have left, or it was deleted. */
export const NoWorkspace = () => {
  const { send, busy, problem } = useApi(anyAnswer, REFRESH);
  return (
    <Panel icon={Building2} title="You are in no workspace">
      <p>Were you invited? Open the link that you were sent. Or begin with a workspace of your own.</p>
      <Form<{ name: string }>
        className="mx-auto mt-6 grid max-w-sm gap-4 text-start"
        onFormSubmit={({ name }) => void send("workspaces", { name: name.trim() })}
      >
        {problem && <Notice tone="bad">{problem}</Notice>}
        <NameField />
        <Button type="submit" busy={busy} className="w-full">
          Create a workspace
        </Button>
      </Form>
    </Panel>
  );
};
