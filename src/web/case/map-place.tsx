import { type ReactNode, useMemo, useState } from "react";
import { DegreePair, degreesIn } from "../forms/widgets/degree-pair.tsx";
import { useSay } from "../language/say.ts";
import { DistrictMap } from "../map/district-map.tsx";
import type { DistrictMapProps } from "../map/map-props.ts";
import { placeWords as words } from "../words/places.ts";

type Props = {
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** Whether it puts right where something was told to be, and where that was. */
  readonly corrects?: boolean;
  readonly told?: unknown;
};

/** Near enough to see which street it is. */
const NEAR = 15;

/**
 * Where something is, shown on the map or typed. Where it may only have been told wrong (`corrects`), what was told
 * stands there too.
 */
export function MapPlace({ value, onChange, corrects = false, told }: Props): ReactNode {
  const say = useSay();
  const chosen = useMemo(() => spotIn(value), [value]);
  const before = useMemo(() => spotIn(told), [told]);
  const things = useMemo(() => thingsAt(before, chosen), [before, chosen]);
  const [look] = useState(() => chosen ?? before);
  // A place that was told is mostly right, and a form may ask for many: the map is opened by who wants it.
  const [isOpen, setOpen] = useState(corrects && (before === undefined || chosen !== undefined));
  const said = [
    ...(corrects
      ? [before === undefined ? say(words.toldNowhere) : say(words.toldAt, { at: before.join(", ") })]
      : []),
    ...(chosen === undefined ? [] : [say(words.foundAt, { at: chosen.join(", ") })]),
  ];
  return (
    <div className="map-place">
      {isOpen && (
        <DistrictMap
          label={say(words.chooseOnMap)}
          things={things}
          onPick={([lon, lat]) => onChange({ lon: round(lon), lat: round(lat) })}
          {...(look === undefined ? {} : { look: { at: look, zoom: NEAR } })}
        />
      )}
      <p className="small" role="status">
        {said.join(" ")}
      </p>
      {!isOpen && (
        <button type="button" className="button button-small" onClick={() => setOpen(true)}>
          {say(corrects ? words.changePlace : words.chooseOnMap)}
        </button>
      )}
      {(isOpen || !corrects) && <DegreePair value={value} onChange={onChange} />}
      {corrects && value !== undefined && (
        <button type="button" className="button button-small" onClick={() => onChange(undefined)}>
          {say(words.leaveAsTold)}
        </button>
      )}
    </div>
  );
}

/** To about a metre, as places are told. */
const round = (degrees: number): number => Number(degrees.toFixed(5));

function spotIn(value: unknown): readonly [number, number] | undefined {
  const { lon, lat } = degreesIn(value);
  return lon === undefined || lat === undefined ? undefined : [lon, lat];
}

function thingsAt(
  before: readonly [number, number] | undefined,
  chosen: readonly [number, number] | undefined,
): NonNullable<DistrictMapProps["things"]> {
  return [
    ...(before === undefined
      ? []
      : [{ id: "told", kind: "point" as const, at: before, tone: "paused" as const }]),
    ...(chosen === undefined
      ? []
      : [{ id: "found", kind: "point" as const, at: chosen, tone: "action" as const }]),
  ];
}
