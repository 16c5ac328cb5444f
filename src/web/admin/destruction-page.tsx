import type { DestructionAnswer } from "#contract";
import { LineTable } from "../lists/line-table.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { destructionPath, destructionQuery } from "../api/destruction-queries.ts";
import { request } from "../api/request.ts";
import "../design/ratings.css";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { destructionWords as words } from "../words/destructions.ts";
import { AdminTabs } from "./admin-tabs.tsx";

const STATES: Readonly<Record<string, (typeof words)["stateDue"]>> = {
  listed: words.stateListed,
  due: words.stateDue,
  marked: words.stateMarked,
  destroyed: words.stateDestroyed,
  shared: words.stateShared,
};

function Decide({ list }: { readonly list: string }): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const [deciding, setDeciding] = useState<boolean>();
  const decide = useMutation({
    mutationFn: (reason: string) =>
      request(`${destructionPath(list)}/decision`, {
        method: "POST",
        body: { approve: deciding === true, reason },
      }),
    onSuccess: async () => {
      setDeciding(undefined);
      await client.invalidateQueries({ queryKey: ["destruction", list] });
    },
  });
  return (
    <p className="destruction-acts">
      <button type="button" className="button button-main" onClick={() => setDeciding(true)}>
        {say(words.approve)}
      </button>{" "}
      <button type="button" className="button" onClick={() => setDeciding(false)}>
        {say(words.reject)}
      </button>
      {deciding !== undefined && (
        <ReasonDialog
          title={say(deciding ? words.approve : words.reject)}
          effect={say(deciding ? words.approveEffect : words.rejectEffect)}
          label={say(words.remark)}
          missing={say(words.remarkMissing)}
          act={say(deciding ? words.approve : words.reject)}
          isDanger={deciding}
          isPending={decide.isPending}
          error={decide.error}
          onClose={() => setDeciding(undefined)}
          onAct={(reason) => decide.mutate(reason)}
        />
      )}
    </p>
  );
}

function Item({ item }: { readonly item: DestructionAnswer["items"][number] }): ReactNode {
  const say = useSay();
  const { caseNo, name, kind, hash, basis, state } = item;
  const named = STATES[state];
  return (
    <tr>
      <th scope="row">
        {say(name)} <span className="quiet small">{say(kind === "file" ? words.paper : words.issued)}</span>
        {hash !== null && <span className="tiny quiet row-more hash">SHA-256 {hash}</span>}
      </th>
      <td data-label={say(words.case)} className="number">
        {caseNo}
      </td>
      <td data-label={say(words.basis)}>{say(basis)}</td>
      <td data-label={say(words.state)}>{named === undefined ? state : say(named)}</td>
    </tr>
  );
}

/** One list: what stands on it, who drew it up, and whether it may be carried out. */
export function DestructionPage(): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { list: no } = useParams({ from: "/admin/destructions/$list" });
  const [after, setAfter] = useState("");
  const answer = useQuery(destructionQuery(no, after));
  if (answer.isError) return <RefusedPage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { list, items = [], next = null } = answer.data ?? {};
  return (
    <Page title={`${say(words.list)} ${no}`} width="wide">
      <AdminTabs here="destructions" />
      <p>
        <Link to="/admin/destructions">{say(words.back)}</Link>
      </p>
      {list === undefined && <Skeleton lines={6} />}
      {list !== undefined && (
        <>
          <p className="lead">
            {say(words.counts, { cases: list.cases, files: list.files, documents: list.documents })}{" "}
            <span className={list.state === "destroyed" ? "tag tag-good" : "tag"}>{say(list.stateName)}</span>
          </p>
          <p className="small quiet">
            {say(words.drawnBy)} {list.proposer} {formatDay(list.proposedOn, language)}
            {list.decider !== null && list.decidedOn !== null && (
              <>
                {" · "}
                {say(words.decided)} {list.decider} {formatDay(list.decidedOn, language)} {list.reason}
              </>
            )}
          </p>
          <p className="tiny quiet hash">
            {say(words.digest)} {list.digest}
          </p>
          {list.mine && <Decide list={no} />}
          {list.state === "proposed" && !list.mine && (
            <p className="quiet destruction-acts">{say(words.own)}</p>
          )}
          <LineTable headings={[words.what, words.case, words.basis, words.state]}>
            {items.map((item) => (
              <Item key={item.place} item={item} />
            ))}
          </LineTable>
          {after !== "" && (
            <button type="button" className="button" onClick={() => setAfter("")}>
              {say(words.first)}
            </button>
          )}{" "}
          {next !== null && (
            <button type="button" className="button" onClick={() => setAfter(next)}>
              {say(words.more)}
            </button>
          )}
        </>
      )}
    </Page>
  );
}
