import type { Bilingual, CaseAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { fusionQuery } from "../api/fusion-queries.ts";
import { useCaseAct } from "../case/use-case-act.ts";
import { useSay } from "../language/say.ts";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { fusionWords as words } from "../words/fusion.ts";

type Props = { readonly page: CaseAnswer; readonly onSaid: (said: Bilingual) => void };

/** On a merged case: into which it was merged, how that stands, and taking it out again for those who may. */
export function MergedNotice({ page, onSaid }: Props): ReactNode {
  const say = useSay();
  const { caseNo } = page.summary;
  const { data } = useQuery({ ...fusionQuery(caseNo, page.version), enabled: page.fusion });
  const [isOpen, setOpen] = useState(false);
  const act = useCaseAct(page, (said) => {
    setOpen(false);
    onSaid(said);
  });
  const into = data?.into ?? null;
  if (data === undefined || into === null) return null;
  const { title, stateName } = into;
  return (
    <div className="notice fusion-into">
      <p>
        <strong>{say(words.into, { caseNo: into.caseNo })}</strong>
      </p>
      {title === null || stateName === null ? (
        <p className="small quiet">{say(words.intoHidden)}</p>
      ) : (
        <p className="small">
          <Link to="/desk/cases/$caseNo" params={{ caseNo: into.caseNo }}>
            {say(words.intoState, { title: say(title), state: say(stateName) })}
          </Link>
        </p>
      )}
      {data.may && into.open && (
        <button type="button" className="button button-small" onClick={() => setOpen(true)}>
          {say(words.unmerge)}
        </button>
      )}
      {isOpen && (
        <ReasonDialog
          title={say(words.unmergeTitle, { caseNo, main: into.caseNo })}
          effect={say(words.unmergeEffect)}
          label={say(words.unmergeReason)}
          missing={say(words.reasonMissing)}
          act={say(words.unmerge)}
          isPending={act.isPending}
          error={act.error}
          onClose={() => setOpen(false)}
          onAct={(reason) => act.mutate({ path: "/unmerge", body: { reason } })}
        />
      )}
    </div>
  );
}
