import type { MandateAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { request } from "../api/request.ts";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Dialog } from "../shell/dialog.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { common } from "../words/common.ts";
import { mandates as words } from "../words/mandates.ts";

type Props = {
  readonly items: readonly MandateAnswer[];
  /** Whose column is shown: the person's, or the firm's. */
  readonly as: "granted" | "held";
  readonly onWithdrawn?: (mandate: MandateAnswer) => void;
};

/** Mandates, each with its matters, its last day and its state. */
export function MandateTable({ items, as, onWithdrawn }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const [ending, setEnding] = useState<MandateAnswer>();
  return (
    <>
      <table className="views">
        <thead>
          <tr>
            <th scope="col">{say(as === "granted" ? words.agent : words.firm)}</th>
            <th scope="col">{say(words.matters)}</th>
            <th scope="col">{say(words.until)}</th>
            <th scope="col">{say(words.state)}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((each) => (
            <tr key={each.id}>
              <td>{as === "granted" ? each.agentName : each.principalName}</td>
              <td>
                {each.matters.length === 0
                  ? say(words.allMatters)
                  : each.matters.map(({ name }) => say(name)).join(language === "zh" ? "、" : ", ")}
              </td>
              <td className="number">{formatDay(each.to, language)}</td>
              <td>
                {say(words[each.state])}
                {as === "granted" && each.state === "inForce" && (
                  <button type="button" className="text-button row-more" onClick={() => setEnding(each)}>
                    {say(words.withdraw)}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {ending !== undefined && (
        <Withdraw
          mandate={ending}
          onClose={() => setEnding(undefined)}
          onDone={(ended) => {
            setEnding(undefined);
            onWithdrawn?.(ended);
          }}
        />
      )}
    </>
  );
}

function Withdraw(props: {
  readonly mandate: MandateAnswer;
  readonly onClose: () => void;
  readonly onDone: (ended: MandateAnswer) => void;
}): ReactNode {
  const { mandate, onClose, onDone } = props;
  const say = useSay();
  const client = useQueryClient();
  const name = mandate.agentName;
  const withdraw = useMutation({
    mutationFn: () =>
      request<MandateAnswer>(`/api/my/mandates/${encodeURIComponent(mandate.id)}/withdraw`, {
        method: "POST",
        body: {},
      }),
    onSuccess: async (ended) => {
      await client.invalidateQueries({ queryKey: ["mandates"] });
      onDone(ended);
    },
  });
  return (
    <Dialog title={say(words.withdrawOf, { name })} onClose={onClose}>
      <p>{say(words.withdrawEffect)}</p>
      {withdraw.isError && <ProblemNotice error={withdraw.error} />}
      <div className="button-row dialog-ways">
        <button
          type="button"
          className="button button-danger-main"
          aria-disabled={withdraw.isPending}
          onClick={() => !withdraw.isPending && withdraw.mutate()}
        >
          {say(words.withdraw)}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say(common.cancel)}
        </button>
      </div>
    </Dialog>
  );
}
