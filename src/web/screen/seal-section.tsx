import type { RecordAnswer, SealPart } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import { request } from "../api/request.ts";
import "../design/forms.css";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { certificateWords as words } from "../words/certificates.ts";

/** A seal's uses, each with the document and its hash, and what those who keep seals may do to it. */
export function SealSection({
  record,
  seal,
}: {
  readonly record: RecordAnswer;
  readonly seal: SealPart;
}): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const [move, setMove] = useState<SealPart["moves"][number] | null>(null);
  return (
    <>
      {seal.moves.length > 0 && (
        <section className="panel section no-print" aria-labelledby="seal-state">
          <h2 id="seal-state">{say(words.sealState)}</h2>
          <div className="button-row dialog-ways">
            {seal.moves.map((each) => (
              <button key={each.id} type="button" className="button" onClick={() => setMove(each)}>
                {say(words.sealMove, { state: say(each.name) })}
              </button>
            ))}
          </div>
          {move !== null && <MoveDialog record={record} move={move} onClose={() => setMove(null)} />}
        </section>
      )}
      {seal.impression && (
        <section className="panel section">
          <img
            className="seal-impression"
            src={`/api/seals/${encodeURIComponent(record.id)}/impression`}
            alt={say(words.impressionOf, { name: say(record.title) })}
          />
        </section>
      )}
      <section className="panel section" aria-labelledby="seal-uses">
        <h2 id="seal-uses">{say(words.sealUses)}</h2>
        {seal.uses.length === 0 && <p className="quiet">{say(words.noUses)}</p>}
        {seal.uses.length > 0 && (
          <ul className="plain-list">
            {seal.uses.map((use) => (
              <li key={use.document} className="section">
                <strong>{say(use.title)}</strong> <span className="number">{use.number}</span>
                <br />
                <span className="small quiet">
                  {formatInstant(use.at, language)} · {say(words.usedCase)}{" "}
                  <Link to="/desk/cases/$caseNo" params={{ caseNo: use.caseNo }}>
                    {use.caseNo}
                  </Link>{" "}
                  · {say(words.usedHash)} <code className="break-anywhere">{use.fileHash}</code>
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

type MoveProps = {
  readonly record: RecordAnswer;
  readonly move: SealPart["moves"][number];
  readonly onClose: () => void;
};

function MoveDialog({ record, move, onClose }: MoveProps): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const id = useId();
  const [validTo, setValidTo] = useState("");
  const change = useMutation({
    mutationFn: (reason: string) =>
      request(`/api/seals/${encodeURIComponent(record.id)}/state`, {
        method: "POST",
        body: { state: move.id, reason, validTo: validTo === "" ? null : validTo },
      }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ["record", record.register, record.id] });
    },
  });
  const state = say(move.name);
  return (
    <ReasonDialog
      title={say(words.sealMoveTitle, { title: say(record.title), state })}
      effect={say(words.sealEffect)}
      label={say(words.reason)}
      missing={say(words.reasonMissing)}
      act={say(words.change)}
      isPending={change.isPending}
      error={change.error}
      onClose={onClose}
      onAct={(reason) => change.mutate(reason)}
    >
      {move.id === "inUse" && (
        <div className="field">
          <label className="field-label" htmlFor={id}>
            {say(words.newValidTo)}
          </label>
          <input
            id={id}
            type="date"
            className="input"
            value={validTo}
            onChange={(event) => setValidTo(event.target.value)}
          />
        </div>
      )}
    </ReasonDialog>
  );
}
