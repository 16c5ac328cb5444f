import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useMemo, useState } from "react";
import { mapQuery } from "../api/place-queries.ts";
import "../design/track.css";
import { useForm } from "../forms/form-context.ts";
import type { WidgetProps } from "../forms/widget.ts";
import { useSay } from "../language/say.ts";
import { patrolWords as words } from "../words/patrol.ts";
import { askedBy, trackOf } from "./asked.ts";
import type { DutyHours } from "./duty-hours.ts";
import { insideOf } from "./inside.ts";
import { readGpx, type GpxFault } from "./read-gpx.ts";
import type { TrackPoint } from "./track.ts";
import { TrackSumList } from "./track-sum.tsx";

/** Where a patrol went: noted by the phone, or read from a file; what it comes to, and what is still wanting. */
export function TrackField({ id, schema, label, value, onChange, describedBy }: WidgetProps): ReactNode {
  const say = useSay();
  const { given = {}, drawRecorder: DrawRecorder, now = Date.now, hours = null } = useForm();
  const asked = useMemo(() => askedBy(schema, given), [schema, given]);
  const track = trackOf(value);
  const [sure, setSure] = useState(false);
  const change = (next: readonly TrackPoint[]): void => {
    setSure(false);
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <div id={id} className="track" aria-describedby={describedBy}>
      {DrawRecorder === undefined ? (
        <TrackSumList track={track} asked={asked} />
      ) : (
        <DrawRecorder asked={asked} track={track} onChange={change} />
      )}
      <GpxInput
        label={label}
        earliest={asked.earliest}
        most={asked.most}
        now={now}
        hours={hours}
        hasTrack={track.length > 0}
        onTaken={(points) => change(points)}
      />
      {track.length > 0 && (
        <>
          {sure && <p role="alert">{say(words.clearSure)}</p>}
          <button type="button" className="button" onClick={() => (sure ? change([]) : setSure(true))}>
            {say(words.clear)}
          </button>
        </>
      )}
    </div>
  );
}

type GpxProps = {
  readonly label: string;
  readonly earliest: string | null;
  readonly most: number;
  readonly now: () => number;
  readonly hours: DutyHours;
  readonly hasTrack: boolean;
  readonly onTaken: (points: readonly TrackPoint[]) => void;
};

function GpxInput({ label, earliest, most, now, hours, hasTrack, onTaken }: GpxProps): ReactNode {
  const say = useSay();
  const inputId = useId();
  const { data: map } = useQuery(mapQuery);
  const [told, setTold] = useState<GpxFault | number>();
  const take = async (file: File): Promise<void> => {
    const read = await readGpx(file, { now: now(), earliest, most, isInside: insideOf(map), hours });
    if ("fault" in read) return setTold(read.fault);
    setTold(read.points.length);
    onTaken(read.points);
  };
  return (
    <div className="track-import">
      <label className="button" htmlFor={inputId}>
        {say(words.gpx)}
        <span className="visually-hidden">：{label}</span>
      </label>
      <input
        id={inputId}
        className="visually-hidden"
        type="file"
        accept=".gpx,application/gpx+xml"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) void take(file);
          target.value = "";
        }}
      />
      {typeof told === "number" && hasTrack && (
        <p className="small" role="status">
          {say(words.gpxTaken, { n: told })}
        </p>
      )}
      {typeof told === "object" && (
        <p className="field-error" role="alert">
          {say(words[`gpx_${told.code}`], { n: told.n ?? 0, day: told.day ?? "", ...hours })}
        </p>
      )}
    </div>
  );
}
