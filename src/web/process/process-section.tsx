import type { ProcessView } from "#contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { drawingQuery, processQuery } from "../api/queries.ts";
import "../design/process.css";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { processWords } from "../words/process.ts";
import { type DrawingHandle, ProcessDrawing } from "./process-drawing.tsx";
import { StepGroups } from "./step-groups.tsx";

type CaseProps = { readonly caseNo: string; readonly version: number };

/** True from the moment that an element comes near the window. */
function useSeen(): readonly [React.RefObject<HTMLElement | null>, boolean] {
  const place = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (place.current === null) return;
    const watcher = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: "200px" },
    );
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, []);
  return [place, seen];
}

/** One process of the case: drawn, and in words beside it. */
function OneProcess({
  caseNo,
  view,
  onOpen,
}: {
  readonly caseNo: string;
  readonly view: ProcessView;
  readonly onOpen: (key: string) => void;
}): ReactNode {
  const say = useSay();
  const handle = useRef<DrawingHandle>(null);
  const drawing = useQuery({ ...drawingQuery(caseNo, view.drawing ?? ""), enabled: view.drawing !== null });
  const isDrawn = view.drawing !== null && !drawing.isError;
  return (
    <div className={isDrawn ? "process-columns" : "process-plain"}>
      {view.drawing === null && <p className="notice">{say(processWords.noDrawing)}</p>}
      {drawing.isError && <ProblemNotice error={drawing.error} onRetry={() => void drawing.refetch()} />}
      {isDrawn && drawing.data === undefined && <Skeleton lines={8} />}
      {drawing.data !== undefined && <ProcessDrawing xml={drawing.data} view={view} handle={handle} />}
      <section aria-labelledby="process-steps" className="process-words">
        <h3 id="process-steps" className="visually-hidden">
          {say(processWords.steps)}
        </h3>
        <StepGroups
          view={view}
          onOpen={onOpen}
          {...(isDrawn ? { onShow: (element: string) => handle.current?.show(element) } : {})}
        />
      </section>
    </div>
  );
}

function Processes({ caseNo, views }: { readonly caseNo: string; readonly views: readonly ProcessView[] }) {
  const say = useSay();
  const [key, setKey] = useState("");
  const view = views.find((each) => each.key === key) ?? views[0];
  if (view === undefined) return null;
  return (
    <>
      {views.length > 1 && (
        <nav className="process-choice" aria-label={say(processWords.processes)}>
          {views.map((each) => (
            <button
              key={each.key}
              type="button"
              className="button button-small"
              aria-pressed={each.key === view.key}
              onClick={() => setKey(each.key)}
            >
              {say(each.name)}
            </button>
          ))}
        </nav>
      )}
      <OneProcess key={view.key} caseNo={caseNo} view={view} onOpen={setKey} />
      <p className="tiny quiet process-version">
        {say(view.name)} · {say(processWords.version, { hash: view.plan.slice(0, 12) })}
      </p>
    </>
  );
}

/** How the case goes through its process: by the version it runs on. Asked for when it comes into view. */
export function ProcessSection({ caseNo, version }: CaseProps): ReactNode {
  const say = useSay();
  const [place, seen] = useSeen();
  const answer = useQuery({
    ...processQuery(caseNo, version),
    enabled: seen,
    placeholderData: keepPreviousData,
  });
  return (
    <section className="section process" aria-labelledby="process" ref={place}>
      <h2 id="process">{say(processWords.title)}</h2>
      {answer.isError && <ProblemNotice error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data === undefined && !answer.isError && <Skeleton lines={8} />}
      {answer.data !== undefined && <Processes caseNo={caseNo} views={answer.data.processes} />}
    </section>
  );
}
