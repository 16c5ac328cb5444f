import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, type ReactNode } from "react";
import { mapQuery } from "../api/place-queries.ts";
import { useSay } from "../language/say.ts";
import { Skeleton } from "../shell/skeleton.tsx";
import { mapWords as words } from "../words/map.ts";
import type { DistrictMapProps } from "./map-props.ts";
import "./map.css";

const Canvas = lazy(() => import("./map-canvas.tsx"));

/** The district on a quiet ground of its own shapes, loaded when it is first shown; what is schematic is said on it. */
export function DistrictMap(props: DistrictMapProps): ReactNode {
  const say = useSay();
  const { data } = useQuery(mapQuery);
  return (
    <figure className="district-map">
      <Suspense fallback={<Skeleton lines={6} />}>
        {data === undefined ? <Skeleton lines={6} /> : <Canvas {...props} ground={data} />}
      </Suspense>
      <figcaption className="small quiet">
        {data?.note != null && <>{say(data.note)} </>}
        {data?.attribution}
      </figcaption>
      {props.onPick !== undefined && <p className="visually-hidden">{say(words.pickByKeys)}</p>}
    </figure>
  );
}
