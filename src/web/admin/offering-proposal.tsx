import type { OfferingAnswer } from "#contract";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { request } from "../api/request.ts";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Differences } from "../portal/differences.tsx";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { offerings as words } from "../words/offerings.ts";
import { actWord } from "./offering-acts.ts";

type Proposal = NonNullable<OfferingAnswer["proposal"]>;

type Props = {
  readonly matter: string;
  readonly proposal: Proposal;
  readonly onDecided: (told: string) => void;
};

function Decide({
  matter,
  approve,
  onDecided,
  onClose,
}: Omit<Props, "proposal"> & {
  readonly approve: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const say = useSay();
  const decide = useMutation({
    mutationFn: (reason: string) =>
      request<{ readonly version: string }>(
        `/api/admin/matters/${encodeURIComponent(matter)}/proposals/decision`,
        { method: "POST", body: { approve, reason } },
      ),
    onSuccess: ({ version }) => onDecided(say(approve ? words.approved : words.refused, { version })),
  });
  return (
    <ReasonDialog
      title={say(approve ? words.approve : words.refuse)}
      effect={say(approve ? words.approveEffect : words.refuseEffect)}
      label={say(words.remark)}
      missing={say(words.remarkMissing)}
      act={say(approve ? words.approve : words.refuse)}
      isDanger={!approve}
      isPending={decide.isPending}
      error={decide.error}
      onClose={onClose}
      onAct={(reason) => decide.mutate(reason)}
    />
  );
}

/** What waits for approval, with what it would change; another configurer decides it. */
export function OfferingProposal({ matter, proposal, onDecided }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const [deciding, setDeciding] = useState<boolean>();
  const { act, from, to, reason, byName, at, own, differences } = proposal;
  return (
    <section className="panel wanted" aria-labelledby="proposal">
      <h2 id="proposal">{say(words.proposalOf, { act: say(actWord(act)) })}</h2>
      <p>
        {to === null ? say(words.days, { from }) : say(words.daysTo, { from, to })} · {reason}
      </p>
      <p className="small quiet">
        {say(words.proposedBy, { name: byName, at: formatInstant(at, language) })}
      </p>
      {differences.length > 0 && <Differences differences={differences} />}
      {own ? (
        <p className="notice">{say(words.ownStaff)}</p>
      ) : (
        <div className="button-row section">
          <button type="button" className="button button-main" onClick={() => setDeciding(true)}>
            {say(words.approve)}
          </button>
          <button type="button" className="button" onClick={() => setDeciding(false)}>
            {say(words.refuse)}
          </button>
        </div>
      )}
      {deciding !== undefined && (
        <Decide
          matter={matter}
          approve={deciding}
          onDecided={onDecided}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </section>
  );
}
