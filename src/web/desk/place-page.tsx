import type { PlaceAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { placeQuery } from "../api/place-queries.ts";
import "../design/desk.css";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { useAccount } from "../session/session.ts";
import { DistrictMap } from "../map/district-map.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { placeWords as words } from "../words/places.ts";
import { StaffOnly } from "./staff-only.tsx";

const route = getRouteApi("/desk/places");

/** 谁负责这里: a point of the map, and who answers for it today. */
export function PlacePage(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const account = useAccount();
  const { at } = route.useSearch();
  const point = useMemo(() => pointOf(at), [at]);
  const { data, error, isFetching } = useQuery(placeQuery(point));
  const things = useMemo(
    () => (point === null ? [] : [{ id: "here", kind: "point" as const, at: point }]),
    [point],
  );
  if (account !== undefined && account.kind !== "staff") return <StaffOnly />;
  return (
    <Page title={say(words.title)}>
      <p className="lead">{say(words.lead)}</p>
      <DistrictMap
        label={say(words.map)}
        things={things}
        onPick={([lon, lat]) =>
          void navigate({ to: "/desk/places", search: { at: `${lon.toFixed(5)},${lat.toFixed(5)}` } })
        }
      />
      {error !== null && <ProblemNotice error={error} />}
      {point === null && <p className="quiet">{say(words.none)}</p>}
      {point !== null && isFetching && data === undefined && <Skeleton lines={4} />}
      {data !== undefined && <Found place={data} />}
    </Page>
  );
}

/** `122.90900,41.07400` of the address. */
function pointOf(at: string): readonly [number, number] | null {
  const [lon = NaN, lat = NaN] = at === "" ? [] : at.split(",").map(Number);
  return Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : null;
}

function Found({ place }: { readonly place: PlaceAnswer }): ReactNode {
  const say = useSay();
  const { lon, lat, cell, community, town, organ, zones, duty } = place;
  const rows = [
    [say(words.point), `${lon.toFixed(5)}, ${lat.toFixed(5)}`],
    [say(words.cell), cell ?? say(words.noCell)],
    [say(words.community), community === null ? say(words.unknown) : say(community.name)],
    [say(words.town), town === null ? say(words.unknown) : say(town.name)],
    [say(words.organ), organ === null ? say(words.unknown) : say(organ.name)],
    [say(words.grid), duty?.grid == null ? say(words.noGrid) : say(duty.grid.name)],
    [
      say(words.zones),
      zones.length === 0 ? say(words.noZones) : zones.map(({ name }) => say(name)).join("、"),
    ],
  ] as const;
  return (
    <section className="section" aria-live="polite" aria-labelledby="found">
      <h2 id="found">{say(words.found)}</h2>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
      </dl>
      <Persons persons={duty?.persons ?? []} />
    </section>
  );
}

function Persons({ persons }: { readonly persons: NonNullable<PlaceAnswer["duty"]>["persons"] }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  if (persons.length === 0) return <p className="quiet">{say(words.nobody)}</p>;
  return (
    <table className="views">
      <caption className="visually-hidden">{say(words.persons)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(words.name)}</th>
          <th scope="col">{say(words.duty)}</th>
          <th scope="col">{say(words.answersFor)}</th>
          <th scope="col">{say(words.term)}</th>
        </tr>
      </thead>
      <tbody>
        {persons.map(({ id, name, dutyName, answersFor, from, to }) => (
          <tr key={id}>
            <td>{name}</td>
            <td>{say(dutyName)}</td>
            <td>{say(answersFor)}</td>
            <td className="number">
              {formatDay(from, language)} – {to === null ? say(words.open) : formatDay(to, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
