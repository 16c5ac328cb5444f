import type {
  BatchAnswer,
  BatchRequest,
  DeskTask,
  MapCase,
  MapCasesAnswer,
  MapCountsAnswer,
} from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { batchQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import { ClockChip } from "../clock/clock-chip.tsx";
import { BatchBar } from "../desk/batch-bar.tsx";
import { BatchDialog } from "../desk/batch-dialog.tsx";
import { useChoosing, type Choosing } from "../desk/choosing.ts";
import { defaultsOf, fieldsOf } from "../forms/schema.ts";
import { useSay } from "../language/say.ts";
import { Nothing } from "../lists/nothing.tsx";
import { Pager } from "../lists/pager.tsx";
import { MAP_FILTERS, type MapSearch } from "../lists/searches.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { commandWords as words } from "../words/command.ts";

type Point = MapCountsAnswer["points"][number];

type Props = {
  readonly search: MapSearch;
  readonly answer: MapCasesAnswer | undefined;
  readonly failed: boolean;
  /** How many fit in all. */
  readonly open: number | undefined;
  readonly chosen: Point | undefined;
  readonly onForget: () => void;
};

/** What of a case is mine to do, as the desk's own list has it. */
const taskOf = ({ case: one, task }: MapCase): readonly DeskTask[] =>
  task === null
    ? []
    : [
        {
          case: one,
          task: task.task,
          taskName: task.taskName,
          takenBy: null,
          taskDueAt: null,
          taskClosedAt: null,
          raised: false,
          batch: task.batch,
        },
      ];

/** The same cases as on the map, in a list: everything can be done here without it. */
export function CaseList({ search, answer, failed, open, chosen, onForget }: Props): ReactNode {
  const say = useSay();
  const tasks = (answer?.items ?? []).flatMap(taskOf);
  const choosing = useChoosing(tasks, answer?.batches ?? []);
  const heading = search.area === "" ? words.inAll : words.inArea;
  return (
    <section className="case-list" aria-label={say(words.list)}>
      <h2>{open === undefined ? say(words.list) : say(heading, { open })}</h2>
      {chosen !== undefined && <Chosen point={chosen} onForget={onForget} />}
      {answer === undefined && !failed && <Skeleton lines={8} />}
      {answer?.items.length === 0 && (
        <Nothing
          search={search}
          filters={MAP_FILTERS}
          next={answer.next}
          title={words.none}
          what={words.noneNext}
        />
      )}
      {answer !== undefined && answer.items.length > 0 && (
        <>
          <ul className="case-lines">
            {answer.items.map((line) => (
              <Line key={line.case.caseNo} line={line} choosing={choosing} />
            ))}
          </ul>
          <Pager next={answer.next} after={search.after} />
        </>
      )}
      <Together choosing={choosing} />
    </section>
  );
}

function Chosen({ point, onForget }: { readonly point: Point; readonly onForget: () => void }): ReactNode {
  const say = useSay();
  return (
    <div className="panel chosen-case" role="status">
      <p className="tiny quiet">{say(words.chosen)}</p>
      <p>
        <strong>{say(point.title)}</strong>
      </p>
      <p className="small quiet">
        <span className="number">{point.caseNo}</span> · {say(point.stateName)}
      </p>
      <div className="button-row">
        <Link className="button button-small" to="/desk/cases/$caseNo" params={{ caseNo: point.caseNo }}>
          {say(words.openCase)}
        </Link>
        <button type="button" className="button button-small" onClick={onForget}>
          {say(words.seen)}
        </button>
      </div>
    </div>
  );
}

function Line({ line, choosing }: { readonly line: MapCase; readonly choosing: Choosing }): ReactNode {
  const say = useSay();
  const { case: one, urgent, due, handlingName } = line;
  const [task] = taskOf(line);
  const may = task !== undefined && choosing.may(task);
  return (
    <li className={task !== undefined && choosing.isChosen(task) ? "case-line chosen" : "case-line"}>
      <label className="case-pick" title={may ? undefined : say(words.notMine)}>
        <input
          type="checkbox"
          checked={task !== undefined && choosing.isChosen(task)}
          disabled={!may}
          onChange={() => {
            if (task !== undefined) choosing.toggle(task);
          }}
          aria-label={say(words.pick, { title: `${say(one.title)} ${one.caseNo}` })}
        />
      </label>
      <div className="case-what">
        <p>
          {urgent && <span className="tag tag-bad">{say(words.urgent)}</span>}{" "}
          <Link to="/desk/cases/$caseNo" params={{ caseNo: one.caseNo }} className="row-link">
            {say(one.title)}
          </Link>
        </p>
        <p className="small quiet">
          {say(one.outcomeName ?? one.stateName)} ·{" "}
          {handlingName === null ? say(words.notDispatched) : say(handlingName)}
        </p>
        <p className="tiny quiet number">{one.caseNo}</p>
      </div>
      <div className="case-clock">
        {due === null && one.clock === null ? null : (
          <ClockChip clock={one.clock} reader="staff" opens="end" />
        )}
      </div>
    </li>
  );
}

/** What can be done with what is ticked: straight to the preview where nothing needs to be said. */
function Together({ choosing }: { readonly choosing: Choosing }): ReactNode {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { offer, chosen } = choosing;
  const tasks: BatchRequest["tasks"] = chosen.map((item) => ({ caseNo: item.case.caseNo, task: item.task }));
  const preview = useMutation({
    mutationFn: () => {
      const body: BatchRequest = { tasks, values: defaultsOf(offer?.form ?? {}) };
      return request<BatchAnswer>("/api/desk/batches/preview", { method: "POST", body });
    },
    onSuccess: (answer) => {
      client.setQueryData(batchQuery(answer.id).queryKey, answer);
      void navigate({ to: "/desk/batches/$batch", params: { batch: answer.id } });
    },
  });
  const begin = (): void => {
    if (offer === undefined || preview.isPending) return;
    const given = defaultsOf(offer.form);
    const isSaid = fieldsOf(offer.form).every(([name]) => given[name] !== undefined);
    if (isSaid) preview.mutate();
    else setAsking(true);
  };
  return (
    <>
      {preview.isError && <ProblemNotice error={preview.error} />}
      <BatchBar choosing={choosing} onBegin={begin} />
      {asking && offer !== undefined && (
        <BatchDialog offer={offer} tasks={tasks} onClose={() => setAsking(false)} />
      )}
    </>
  );
}
