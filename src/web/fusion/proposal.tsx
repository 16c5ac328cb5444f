import type { Bilingual, CaseAnswer, FusionAnswer, FusionProposal } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { fusionQuery, refuseProposal } from "../api/fusion-queries.ts";
import { useCaseAct } from "../case/use-case-act.ts";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { Dialog } from "../shell/dialog.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { fusionWords as words } from "../words/fusion.ts";
import { BearingSketch } from "./bearing-sketch.tsx";

type Props = {
  readonly page: CaseAnswer;
  readonly proposal: FusionProposal;
  readonly onSaid: (said: Bilingual) => void;
};

/** One case that may be the same event: why, where, both photos; a person says whether it is. */
export function Proposal({ page, proposal, onSaid }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { caseNo } = page.summary;
  const refuse = useMutation({
    mutationFn: () => refuseProposal(caseNo, proposal.caseNo),
    onSuccess: (left: FusionAnswer) => client.setQueryData(fusionQuery(caseNo, page.version).queryKey, left),
  });
  const { title, channel, receivedAt, stateName, reasons, text, mergedIn, main } = proposal;
  const told = [
    ...(channel === null ? [] : [say(channel)]),
    formatInstant(receivedAt, language),
    say(stateName),
    ...(mergedIn === 0 ? [] : [say(words.mergedAlready, { count: mergedIn })]),
  ].join(" · ");
  return (
    <li className="fusion-proposal">
      <p className="fusion-head">
        <Link to="/desk/cases/$caseNo" params={{ caseNo: proposal.caseNo }}>
          {say(title)} <span className="number small">{proposal.caseNo}</span>
        </Link>
        <span className="small quiet row-more">{told}</span>
      </p>
      <ul className="fusion-reasons" aria-label={say(words.why)}>
        {reasons.map(({ of, words: reason }) => (
          <li key={of} className="tag">
            {say(reason)}
          </li>
        ))}
        <li className="tiny quiet number">{say(words.score, { score: proposal.score })}</li>
      </ul>
      {text !== "" && <p className="small fusion-text">{text}</p>}
      <Compared caseNo={caseNo} proposal={proposal} />
      {refuse.isError && <ProblemNotice error={refuse.error} />}
      {main === null && <p className="small quiet">{say(words.neither)}</p>}
      <div className="button-row">
        {main !== null && (
          <button type="button" className="button button-small" onClick={() => setOpen(true)}>
            {say(main === "other" ? words.intoOther : words.intoThis)}
          </button>
        )}
        <button
          type="button"
          className="button button-small"
          disabled={refuse.isPending}
          onClick={() => refuse.mutate()}
        >
          {say(words.notOne)}
        </button>
      </div>
      {isOpen && (
        <MergeDialog page={page} proposal={proposal} onSaid={onSaid} onClose={() => setOpen(false)} />
      )}
    </li>
  );
}

function Compared({
  caseNo,
  proposal,
}: {
  readonly caseNo: string;
  readonly proposal: FusionProposal;
}): ReactNode {
  const say = useSay();
  const { photos, metres, bearing } = proposal;
  const hasPhoto = photos.mine !== null || photos.theirs !== null;
  if (!hasPhoto && metres === null) return null;
  return (
    <div className="fusion-compared">
      {hasPhoto && (
        <>
          <Picture caseNo={caseNo} sha256={photos.mine} whose={say(words.mine)} />
          <Picture caseNo={proposal.caseNo} sha256={photos.theirs} whose={say(words.theirs)} />
        </>
      )}
      {metres !== null && <BearingSketch metres={metres} bearing={bearing} />}
    </div>
  );
}

type PictureProps = { readonly caseNo: string; readonly sha256: string | null; readonly whose: string };

function Picture({ caseNo, sha256, whose }: PictureProps): ReactNode {
  const say = useSay();
  const href = `/api/cases/${encodeURIComponent(caseNo)}/files/${sha256 ?? ""}`;
  return (
    <figure>
      {sha256 === null ? (
        <span className="fusion-photo fusion-no-photo tiny quiet">{say(words.noPhoto)}</span>
      ) : (
        <a href={href} target="_blank" rel="noopener">
          <img className="fusion-photo" src={`${href}?size=thumb`} alt={say(words.photoOf, { whose })} />
        </a>
      )}
      <figcaption className="tiny quiet">{whose}</figcaption>
    </figure>
  );
}

function MergeDialog({
  page,
  proposal,
  onSaid,
  onClose,
}: Props & { readonly onClose: () => void }): ReactNode {
  const say = useSay();
  const act = useCaseAct(page, (said) => {
    onClose();
    onSaid(said);
  });
  const { caseNo } = page.summary;
  const [merged, main] = proposal.main === "other" ? [caseNo, proposal.caseNo] : [proposal.caseNo, caseNo];
  const reason = proposal.reasons.map(({ words: each }) => each.zh).join("，");
  const body = { into: main, reason };
  return (
    <Dialog title={say(words.mergeTitle, { caseNo: merged, main })} onClose={onClose}>
      <p>{say(words.mergeEffect)}</p>
      {act.error !== null && <ProblemNotice error={act.error} />}
      <div className="button-row fusion-confirm">
        <button
          type="button"
          className="button button-main"
          disabled={act.isPending}
          onClick={() =>
            act.mutate(
              merged === caseNo
                ? { path: "/merge", body }
                : { path: "/merge", of: merged, body: { ...body, version: proposal.version } },
            )
          }
        >
          {say(words.merge)}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say(words.cancel)}
        </button>
      </div>
    </Dialog>
  );
}
