import type { ProcessElement, ProcessView } from "#contract";
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { dayOf } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { processWords } from "../words/process.ts";
import { standingOf } from "./statuses.ts";
import type { Drawing } from "./viewer.ts";

export type DrawingHandle = { readonly show: (element: string) => void };

type Props = {
  readonly xml: string;
  readonly view: ProcessView;
  readonly handle: Ref<DrawingHandle>;
};

/** The drawing of a process with the case on it, and the buttons that move it. */
export function ProcessDrawing({ xml, view, handle }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing>();
  const [refused, setRefused] = useState(false);
  const latest = useRef(view);
  const label = say(processWords.drawing, { name: say(view.name) });

  useEffect(() => {
    latest.current = view;
  });

  useEffect(() => {
    let made: Drawing | undefined;
    let gone = false;
    const open = async (): Promise<void> => {
      const container = place.current;
      if (container === null) return;
      const { draw } = await import("./viewer.ts");
      if (gone) return;
      const drawn = await draw(container, xml, latest.current, language, label);
      if (gone) return drawn.close();
      made = drawn;
      drawn.show(standingOf(latest.current));
      setDrawing(drawn);
    };
    open().catch(() => setRefused(true));
    return () => {
      gone = true;
      made?.close();
      setDrawing(undefined);
    };
  }, [xml, language, label]);

  useEffect(() => {
    const badge = ({ status, dueAt, runs, times }: ProcessElement): string => {
      if (runs !== null) return `${runs.done}/${runs.total}`;
      const [due] = dueAt;
      if (status === "done") return times > 1 ? `×${times}` : "";
      return due === undefined ? "" : dayOf(due).slice(5);
    };
    drawing?.mark(view, badge);
  }, [drawing, view]);

  useImperativeHandle(handle, () => ({ show: (element) => drawing?.show([element]) }), [drawing]);

  if (refused) return <p className="notice notice-bad">{say(processWords.notDrawn)}</p>;
  const tools = [
    [processWords.toCurrent, () => drawing?.show(standingOf(view))],
    [processWords.fit, () => drawing?.fit()],
    [processWords.zoomIn, () => drawing?.zoom(1.25)],
    [processWords.zoomOut, () => drawing?.zoom(0.8)],
  ] as const;
  return (
    <div className="process-drawing">
      <div className="process-tools">
        {tools.map(([name, act]) => (
          <button
            key={name.zh}
            type="button"
            className="button button-small"
            disabled={drawing === undefined}
            onClick={act}
          >
            {say(name)}
          </button>
        ))}
      </div>
      <div className="process-canvas" ref={place} data-drawn={drawing !== undefined} />
      <p className="tiny quiet">{say(processWords.drawingHint)}</p>
    </div>
  );
}
