import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useMemo, useState } from "react";
import { useSay } from "../language/say.ts";
import { DistrictMap } from "../map/district-map.tsx";
import type { MapThing } from "../map/layers.ts";
import { fieldWords } from "../words/field.ts";
import { useFieldState } from "./field-frame.tsx";
import { TaskLine } from "./task-line.tsx";
import { type Place, whereAmI } from "./where-am-i.ts";

/** The day's tasks on the district's own map, which needs no line and no tiles from outside; each is in the list too. */
export function FieldMapPage(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const { taken } = useFieldState();
  const [here, setHere] = useState<Place>();
  const [asking, setAsking] = useState<"no" | "asking" | "refused">("no");
  const tasks = useMemo(
    () => (taken?.field.tasks ?? []).flatMap((task) => (task.at === null ? [] : [{ ...task, at: task.at }])),
    [taken],
  );
  const things = useMemo(
    (): readonly MapThing[] => [
      ...tasks.map(({ task, at }) => ({ id: task, kind: "point" as const, at: [at.lon, at.lat] as const })),
      ...(here === undefined
        ? []
        : [{ id: "here", kind: "point" as const, at: [here.lon, here.lat] as const, tone: "good" as const }]),
    ],
    [tasks, here],
  );
  const [first] = tasks;
  const middle = here ?? first?.at;
  const look = useMemo(
    () => (middle === undefined ? undefined : { at: [middle.lon, middle.lat] as const, zoom: 13.5 }),
    [middle],
  );
  const locate = (): void => {
    setAsking("asking");
    whereAmI().then(
      (place) => {
        setAsking("no");
        setHere(place);
      },
      () => setAsking("refused"),
    );
  };
  const open = (id: string): void => {
    const found = tasks.find(({ task }) => task === id);
    if (found === undefined) return;
    const params = { caseNo: found.case.caseNo, task: id };
    void navigate({ to: "/field/tasks/$caseNo/$task", params });
  };
  return (
    <main id="main" className="field-page field-map">
      <h1>{say(fieldWords.map)}</h1>
      <DistrictMap
        label={say(fieldWords.mapOf)}
        things={things}
        onChoose={open}
        {...(look === undefined ? {} : { look })}
      />
      <button
        type="button"
        className="button field-main"
        aria-disabled={asking === "asking"}
        onClick={locate}
      >
        {say(asking === "asking" ? fieldWords.locating : fieldWords.whereAmI)}
      </button>
      {asking === "refused" && <p className="field-error">{say(fieldWords.placeRefusedMap)}</p>}
      {here !== undefined && (
        <p className="small" role="status">
          {say(fieldWords.placeIs, { lon: here.lon, lat: here.lat, accuracy: here.accuracy ?? "—" })}
        </p>
      )}
      <h2>{say(fieldWords.onMap, { n: tasks.length })}</h2>
      {tasks.length === 0 && <p>{say(fieldWords.noneOnMap)}</p>}
      <ul className="field-tasks">
        {tasks.map((task) => (
          <TaskLine key={`${task.case.caseNo} ${task.task}`} task={task} here={here} />
        ))}
      </ul>
    </main>
  );
}
