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
