import type { Bilingual, CaseAnswer, MovesAnswer, NamedElement } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { movePreviewQuery, movesQuery } from "../api/queries.ts";
import { useSay, type Say } from "../language/say.ts";
import { nameOf } from "../process/statuses.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { moving as words } from "../words/moving.ts";
import { steering } from "../words/steering.ts";
import { Choice } from "../shell/choice.tsx";
import { MovePreview } from "./move-preview.tsx";
import { useCaseAct } from "./use-case-act.ts";

type Props = { readonly page: CaseAnswer; readonly onSaid: (said: Bilingual) => void };
type Standing = MovesAnswer["standings"][number];

/** 移动, for those who may: where the case stands, where it goes, what that brings about, and why. */
export function MoveCase({ page, onSaid }: Props): ReactNode {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  if (!page.move) return null;
  const close = (): void => setOpen(false);
  const done = (said: Bilingual): void => {
    close();
    onSaid(said);
  };
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {say(words.move)}
      </button>
      {isOpen && <MoveDialog page={page} onSaid={done} onClose={close} />}
    </>
  );
}

function MoveDialog({ page, onSaid, onClose }: Props & { readonly onClose: () => void }): ReactNode {
  const say = useSay();
  const { version, summary } = page;
  const act = useCaseAct(page, onSaid);
  const moves = useQuery(movesQuery(summary.caseNo, version));
  const [chosen, setChosen] = useState("");
  const [goal, setGoal] = useState("");
  const [asked, setAsked] = useState(false);
  const standings = moves.data?.standings ?? [];
  const from = standings.find(({ instance }) => instance === chosen) ?? standings[0];
  // Where the case has moved on meanwhile, what was chosen may be no choice any more.
  const to = from?.targets.some(({ element }) => element === goal) === true ? goal : "";
  const move = { version, instance: from?.instance ?? "", to };
  const preview = useQuery(movePreviewQuery(summary.caseNo, move));
  return (
    <ReasonDialog
      title={say(words.moveOf, { caseNo: summary.caseNo })}
      effect={say(words.effect)}
      label={say(words.reason)}
      missing={say(steering.reasonMissing)}
      act={say(words.act)}
      isPending={act.isPending}
      error={act.error}
      isReady={to !== "" && preview.isSuccess}
      onClose={onClose}
      onAct={(reason) => act.mutate({ path: "/moves", body: { ...move, reason } })}
      onTry={() => setAsked(true)}
    >
      {moves.isPending && <Skeleton lines={3} />}
      {moves.isError && <ProblemNotice error={moves.error} />}
      {from !== undefined && (
        <>
          <Choice
            label={say(words.from)}
            value={from.instance}
            onChange={(instance) => {
              setChosen(instance);
              setGoal("");
            }}
          >
            {standings.map((each) => (
              <option key={each.instance} value={each.instance}>
                {each.failed ? say(words.failedAt, { name: labelOf(each, say) }) : labelOf(each, say)}
              </option>
            ))}
          </Choice>
          <Targets standing={from} to={to} isMissing={asked && to === ""} onChoose={setGoal} />
          <Refused standing={from} />
        </>
      )}
      {to !== "" && preview.isPending && <Skeleton lines={3} />}
      {to !== "" && preview.isError && <ProblemNotice error={preview.error} />}
      {to !== "" && preview.isSuccess && <MovePreview preview={preview.data} labelOf={labelOf} />}
    </ReasonDialog>
  );
}

/** What an element is called where several without a name may stand beside each other. */
function labelOf(element: NamedElement, say: Say): string {
  return element.name.zh === "" && element.type.endsWith("Gateway")
    ? say(words.gateway, { id: element.element })
    : nameOf(element, say);
}

const AUTOMATIC = /task|subprocess|callactivity/i;

type TargetsProps = {
  readonly standing: Standing;
  readonly to: string;
  readonly isMissing: boolean;
  readonly onChoose: (to: string) => void;
};

function Targets({ standing: { targets }, to, isMissing, onChoose }: TargetsProps): ReactNode {
  const say = useSay();
  if (targets.length === 0) return <p className="notice">{say(words.nowhere)}</p>;
  const people = targets.filter(({ type }) => type === "userTask");
  const automatic = targets.filter(({ type }) => type !== "userTask" && AUTOMATIC.test(type));
  const others = targets.filter((each) => !people.includes(each) && !automatic.includes(each));
  const groups = [
    { name: words.people, elements: people },
    { name: words.automatic, elements: automatic },
    { name: words.others, elements: others },
  ];
  return (
    <Choice
      label={say(words.to)}
      value={to}
      missing={isMissing ? say(words.toMissing) : undefined}
      onChange={onChoose}
    >
      {groups
        .filter(({ elements }) => elements.length > 0)
        .map(({ name, elements }) => (
          <optgroup key={name.zh} label={say(name)}>
            {elements.map((element) => (
              <option key={element.element} value={element.element}>
                {labelOf(element, say)}
              </option>
            ))}
          </optgroup>
        ))}
    </Choice>
  );
}

function Refused({ standing: { refused } }: { readonly standing: Standing }): ReactNode {
  const say = useSay();
  if (refused.length === 0) return null;
  const count = refused.reduce((sum, { elements }) => sum + elements.length, 0);
  return (
    <details className="move-refused small">
      <summary>
        {say(words.refused)} <span className="quiet number">{count}</span>
      </summary>
      <ul className="rows">
        {refused.map(({ why, next, elements }) => (
          <li key={why.zh} className="row">
            <span className="row-main">
              <span>{say(why)}</span>
              <span className="quiet row-more">{say(next)}</span>
              <span className="quiet row-more">
                {elements.map((element) => labelOf(element, say)).join(say(steering.and))}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
