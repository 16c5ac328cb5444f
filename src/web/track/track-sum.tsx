import { type ReactNode, useMemo, useState } from "react";
import { useSay } from "../language/say.ts";
import type { MapThing } from "../map/layers.ts";
import { DistrictMap } from "../map/district-map.tsx";
import { patrolWords as words } from "../words/patrol.ts";
import { sumOf, type PatrolAsked, type TrackPoint } from "./track.ts";

type Props = { readonly track: readonly TrackPoint[]; readonly asked: PatrolAsked };

/** What a track comes to against what is asked, each in words; on demand the map with the way and the check points. */
export function TrackSumList({ track, asked }: Props): ReactNode {
  const say = useSay();
  const [shown, setShown] = useState(false);
  const { metres, minutes, reached } = useMemo(() => sumOf(track, asked), [track, asked]);
  const { leastMetres, leastMinutes, checkPoints } = asked;
  const lines = [
    measure(
      say(words.length),
      say(words.metres, { n: metres }),
      say(words.metres, { n: leastMetres }),
      metres,
      leastMetres,
    ),
    measure(
      say(words.time),
      say(words.minutes, { n: minutes }),
      say(words.minutes, { n: leastMinutes }),
      minutes,
      leastMinutes,
    ),
  ];
  return (
    <>
      <dl className="track-sum" aria-label={say(words.sum)}>
        {lines.map(({ name, is, least, enough }) => (
          <div key={name} data-done={enough}>
            <dt>{name}</dt>
            <dd>
              <span className="track-figure number">{is}</span>
              {least !== null && (
                <span className="small">
                  {say(words.least, { n: least })} ·{" "}
                  <strong>{say(enough ? words.enough : words.short)}</strong>
                </span>
              )}
            </dd>
          </div>
        ))}
        {checkPoints.map((point, index) => (
          <div key={`${point.lon} ${point.lat}`} data-done={reached.includes(index)}>
            <dt>
              {say(words.point, { n: index + 1 })} {point.name}
            </dt>
            <dd>
              <strong>{say(reached.includes(index) ? words.reached : words.missing)}</strong>
            </dd>
          </div>
        ))}
      </dl>
      {track.length > 0 && <p className="small quiet">{say(words.judged)}</p>}
      {(track.length > 1 || checkPoints.length > 0) &&
        (shown ? (
          <TrackMap track={track} asked={asked} reached={reached} />
        ) : (
          <button type="button" className="button" onClick={() => setShown(true)}>
            {say(words.showMap)}
          </button>
        ))}
    </>
  );
}

/** Metres and minutes against the least that is asked; null where nothing is. */
const measure = (name: string, is: string, least: string, value: number, atLeast: number) => ({
  name,
  is,
  least: atLeast > 0 ? least : null,
  enough: value >= atLeast,
});

function TrackMap({ track, asked, reached }: Props & { readonly reached: readonly number[] }): ReactNode {
  const say = useSay();
  const things = useMemo((): readonly MapThing[] => {
    const points = asked.checkPoints.map(({ lon, lat }, index) => ({
      id: `point-${index}`,
      kind: "point" as const,
      at: [lon, lat] as const,
      tone: reached.includes(index) ? ("good" as const) : ("near" as const),
    }));
    const path = track.map(({ lon, lat }) => [lon, lat] as const);
    return path.length > 1 ? [{ id: "way", kind: "line", path }, ...points] : points;
  }, [track, asked, reached]);
  const middle = track.at(-1) ?? asked.checkPoints[0];
  const look = useMemo(
    () => (middle === undefined ? undefined : { at: [middle.lon, middle.lat] as const, zoom: 14 }),
    [middle],
  );
  return <DistrictMap label={say(words.map)} things={things} {...(look === undefined ? {} : { look })} />;
}
