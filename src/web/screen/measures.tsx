import type { OfferedMeasure, ProposeMeasureAnswer, RecordAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import { request } from "../api/request.ts";
import "../design/forms.css";
import { useSay } from "../language/say.ts";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { certificateWords as words } from "../words/certificates.ts";

/** 证照处理: what those who handle it may propose, each with what it brings about. */
export function Measures({ record }: { readonly record: RecordAnswer }): ReactNode {
  const say = useSay();
  const [chosen, setChosen] = useState<OfferedMeasure | null>(null);
  const [caseNo, setCaseNo] = useState<string | null>(null);
  if (record.measures.length === 0 && caseNo === null) return null;
  return (
    <section className="panel section no-print" aria-labelledby="measures">
      <h2 id="measures">{say(words.measures)}</h2>
      <p className="quiet">{say(words.measuresLead)}</p>
      <div aria-live="polite">
        {caseNo !== null && (
          <div className="notice notice-good">
            <p>{say(words.proposed, { caseNo })}</p>
            <p>
              <Link to="/desk/cases/$caseNo" params={{ caseNo }}>
                {say(words.openCase)}
              </Link>
            </p>
          </div>
        )}
      </div>
      <div className="button-row dialog-ways">
        {record.measures.map((measure) => (
          <button key={measure.id} type="button" className="button" onClick={() => setChosen(measure)}>
            {say(words.proposeOf, { measure: say(measure.name) })}
          </button>
        ))}
      </div>
      {chosen !== null && (
        <Proposal
          record={record}
          measure={chosen}
          onClose={() => setChosen(null)}
          onDone={(begun) => {
            setChosen(null);
            setCaseNo(begun);
          }}
        />
      )}
    </section>
  );
}

type ProposalProps = {
  readonly record: RecordAnswer;
  readonly measure: OfferedMeasure;
  readonly onClose: () => void;
  readonly onDone: (caseNo: string) => void;
};

function Proposal({ record, measure, onClose, onDone }: ProposalProps): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const id = useId();
  const { grounds, needsDecision } = measure;
  const [ground, setGround] = useState(grounds.length === 1 ? (grounds[0]?.id ?? "") : "");
  const [decision, setDecision] = useState("");
  const [tried, setTried] = useState(false);
  const isDecisionMissing = needsDecision && decision.trim() === "";
  const path = `/api/records/${encodeURIComponent(record.register)}/${encodeURIComponent(record.id)}/measures`;
  const propose = useMutation({
    mutationFn: (facts: string) =>
      request<ProposeMeasureAnswer>(path, {
        method: "POST",
        body: { measure: measure.id, ground, facts, decision: needsDecision ? decision.trim() : null },
      }),
    onSuccess: async ({ caseNo }) => {
      onDone(caseNo);
      await client.invalidateQueries({ queryKey: ["record", record.register, record.id] });
    },
  });
  return (
    <ReasonDialog
      title={say(words.proposeTitle, { measure: say(measure.name), title: say(record.title) })}
      effect={say(measure.effect)}
      label={say(words.facts)}
      missing={say(words.factsMissing)}
      act={say(words.propose)}
      isDanger
      isReady={ground !== "" && !isDecisionMissing}
      isPending={propose.isPending}
      error={propose.error}
      onTry={() => setTried(true)}
      onClose={onClose}
      onAct={(facts) => propose.mutate(facts)}
    >
      {measure.heard && <p className="notice">{say(words.heardFirst)}</p>}
      <fieldset className="field">
        <legend className="field-label">{say(words.ground)}</legend>
        <div className="choices">
          {grounds.map((each) => (
            <label key={each.id} className="choice">
              <input
                type="radio"
                name={`${id}-ground`}
                checked={ground === each.id}
                onChange={() => setGround(each.id)}
              />
              <span>
                {say(each.name)} <span className="quiet small">{say(each.article)}</span>
              </span>
            </label>
          ))}
        </div>
        {tried && ground === "" && (
          <p className="field-error" role="alert">
            {say(words.groundMissing)}
          </p>
        )}
      </fieldset>
      {needsDecision && (
        <div className="field">
          <label className="field-label" htmlFor={`${id}-decision`}>
            {say(words.decision)}
          </label>
          <input
            id={`${id}-decision`}
            className="input"
            value={decision}
            maxLength={100}
            aria-invalid={tried && isDecisionMissing}
            onChange={(event) => setDecision(event.target.value)}
          />
          {tried && isDecisionMissing && (
            <p className="field-error" role="alert">
              {say(words.decisionMissing)}
            </p>
          )}
        </div>
      )}
    </ReasonDialog>
  );
}
