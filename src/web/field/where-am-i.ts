export type Place = { readonly lon: number; readonly lat: number; readonly accuracy?: number };

const PATIENCE_MS = 20_000;
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Where the phone says it is (WGS 84); rejects where it does not. */
export function whereAmI(): Promise<Place> {
  return new Promise((resolve, reject) => {
    if (!("geolocation" in navigator)) return reject(new Error("no geolocation"));
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude, accuracy } }) =>
        resolve({ lon: round(longitude), lat: round(latitude), accuracy: Math.round(accuracy) }),
      () => reject(new Error("no place")),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 30_000 },
    );
  });
}

const METRES_A_DEGREE = 111_195;

/** Metres between two places of one district: flat, which is right to a thousandth at this size. */
export function metresBetween(one: Place, other: Place): number {
  const north = (other.lat - one.lat) * METRES_A_DEGREE;
  const east = (other.lon - one.lon) * METRES_A_DEGREE * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}
