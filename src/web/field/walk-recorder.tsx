import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { DrawRecorder } from "../forms/form-context.ts";
import { useSay } from "../language/say.ts";
import { metresBetween, type PatrolAsked, type TrackPoint } from "../track/track.ts";
import { TrackSumList } from "../track/track-sum.tsx";
import { patrolWords as words } from "../words/patrol.ts";
import { reckoned } from "./clock.ts";
import { fieldDatabase, type Step, type Walk } from "./database.ts";
import { type DutyHours, isDutyTime } from "../track/duty-hours.ts";
import {
  endWalk,
  noteStep,
  onRecording,
  pointAt,
  recordingNow,
  startWalk,
  takeSteps,
} from "./record-walk.ts";
import { useLive } from "./use-live.ts";

type WalkFor = Pick<Walk, "id" | "account" | "caseNo" | "task">;
type Props = Parameters<DrawRecorder>[0];

/** Notes where a patrol goes, between its beginning and its end and in duty hours alone. */
export function recorderFor(walk: WalkFor, hours: DutyHours): DrawRecorder {
  const askWalk = () => fieldDatabase.walks.get(walk.id);
  const askSteps = () => fieldDatabase.steps.where({ walk: walk.id }).sortBy("id");
  const askOther = () =>
    fieldDatabase.walks
      .where({ account: walk.account })
      .filter(({ id, endedAt }) => id !== walk.id && endedAt === null)
      .first();
  return function WalkRecorder({ asked, track, onChange }: Props): ReactNode {
    const say = useSay();
    const known = useLive(askWalk);
    const steps = useLive(askSteps);
    const other = useLive(askOther);
    const { walk: on, trouble } = useSyncExternalStore(onRecording, recordingNow);
    const isOn = on === walk.id;
    const taken = known?.taken ?? 0;
    const fresh = useMemo(() => (steps ?? []).filter(({ id = 0 }) => id > taken), [steps, taken]);
    const whole = useMemo(() => joined(track, fresh), [track, fresh]);
    const last = fresh.at(-1);
    const isOver = known?.endedAt != null;
    // What was noted stands in the form from the moment the walk is over, also where the hours ended it.
    useEffect(() => {
      if (!isOver || last === undefined) return;
      onChange(whole);
      void takeSteps(walk.id, last);
      // oxlint-disable-next-line react/exhaustive-deps
    }, [isOver, last]);
    const isDuty = isDutyTime(hours, reckoned(Date.now()));
    return (
      <>
        <p className={isOn ? "walk-on" : "small"} role="status">
          {isOn ? say(words.onNow) : say(stateOf(known, hours, isDuty), hours ?? {})}
        </p>
        {isOn && <p className="small">{say(words.keepOpen)}</p>}
        {trouble !== null && isOn && (
          <p className="notice" role="alert">
            {say(TROUBLE[trouble])}
          </p>
        )}
        {other !== undefined && <p className="notice">{say(words.otherWalk)}</p>}
        {isOn && <CheckIn walk={walk.id} asked={asked} />}
        {hours !== null && (
          <button
            type="button"
            className={`button field-main${isOn ? "" : " button-main"}`}
            disabled={!isOn && (!isDuty || other !== undefined)}
            onClick={() => void (isOn ? endWalk(walk.id, "person") : startWalk(walk, hours))}
          >
            {say(isOn ? words.finish : whole.length === 0 ? words.start : words.goOn)}
          </button>
        )}
        {(isOn || whole.length > 0) && (
          <p className="small quiet">{say(words.points, { n: whole.length })}</p>
        )}
        <TrackSumList track={whole} asked={asked} />
      </>
    );
  };
}

const TROUBLE = { refused: words.refusedPlace, noSignal: words.noSignal, full: words.full } as const;

function stateOf(walk: Walk | undefined, hours: DutyHours, isDuty: boolean) {
  if (hours === null) return words.neverTracked;
  if (walk?.endedBy === "hours") return words.endedByHours;
  if (!isDuty) return words.notDuty;
  return walk?.endedBy === "left" ? words.endedLeft : words.offNow;
}

/** The points of the form and those noted since, each once. */
function joined(track: readonly TrackPoint[], steps: readonly Step[]): readonly TrackPoint[] {
  const known = new Set(track.map(({ at, lon, lat }) => `${at} ${lon} ${lat}`));
  const more = steps.filter(({ at, lon, lat }) => !known.has(`${at} ${lon} ${lat}`));
  return more.length === 0 ? track : [...track, ...more.map(pointOf)];
}

/** 打卡: the place at this moment, as exactly as the phone can tell, and whether it is a check point. */
function CheckIn({ walk, asked }: { readonly walk: string; readonly asked: PatrolAsked }): ReactNode {
  const say = useSay();
  const [told, setTold] = useState<
    "no" | "asking" | "refused" | { readonly n: number; readonly far: number }
  >("no");
  const checkIn = (): void => {
    setTold("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) => {
        const point = pointAt(coords, timestamp);
        const [nearest] = asked.checkPoints
          .map((each, index) => ({ n: index + 1, far: Math.round(metresBetween(each, point)) }))
          .toSorted((one, other) => one.far - other.far);
        const isThere = nearest !== undefined && nearest.far <= asked.near;
        void noteStep(walk, { ...point, ...(isThere ? { checkIn: nearest.n } : {}) });
        setTold(nearest ?? "no");
      },
      () => setTold("refused"),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 3_000 },
    );
  };
  return (
    <>
      <button
        type="button"
        className="button button-main field-main"
        aria-disabled={told === "asking"}
        onClick={checkIn}
      >
        {say(told === "asking" ? words.checking : words.checkIn)}
      </button>
      {told === "refused" && (
        <p className="field-error" role="alert">
          {say(words.checkRefused)}
        </p>
      )}
      {typeof told === "object" && (
        <p role="status">
          {told.far <= asked.near
            ? say(words.checkedIn, { n: told.n })
            : say(words.checkedNowhere, { far: told.far, near: asked.near })}
        </p>
      )}
    </>
  );
}

const pointOf = ({ lon, lat, at, accuracy, checkIn }: Step): TrackPoint => ({
  lon,
  lat,
  at,
  ...(accuracy === undefined ? {} : { accuracy }),
  ...(checkIn === undefined ? {} : { checkIn }),
});
