import type { SkillsAnswer, TrainingAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { request } from "../api/request.ts";
import { useSay } from "../language/say.ts";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { skillWords as words } from "../words/skills.ts";

type Skill = SkillsAnswer["clerks"][number]["skills"][number];

/** A training that was recorded by mistake is withdrawn, with the reason. */
export function WithdrawTraining({ skill, who }: { readonly skill: Skill; readonly who: string }): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const [asks, setAsks] = useState(false);
  const withdraw = useMutation({
    mutationFn: (reason: string) =>
      request<TrainingAnswer>(`/api/desk/skills/${encodeURIComponent(skill.id)}/withdraw`, {
        method: "POST",
        body: { reason },
      }),
    onSuccess: async () => {
      setAsks(false);
      await client.invalidateQueries({ queryKey: ["skills"] });
    },
  });
  return (
    <>
      <button
        type="button"
        className="button button-small"
        aria-label={say(words.withdrawWhich, { id: skill.id, who })}
        onClick={() => {
          withdraw.reset();
          setAsks(true);
        }}
      >
        {say(words.withdraw)}
      </button>
      {asks && (
        <ReasonDialog
          title={say(words.withdrawWhich, { id: skill.id, who })}
          effect={say(words.withdrawEffect)}
          label={say(words.withdrawReason)}
          missing={say(words.withdrawReasonMissing)}
          act={say(words.withdraw)}
          isDanger
          isPending={withdraw.isPending}
          error={withdraw.error}
          onClose={() => setAsks(false)}
          onAct={(reason) => withdraw.mutate(reason)}
        />
      )}
    </>
  );
}
