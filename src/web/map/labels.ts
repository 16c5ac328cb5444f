import { DrawnMap, Marker } from "./map-library.ts";

export type Label = {
  readonly text: string;
  readonly at: readonly [lon: number, lat: number];
  readonly level: string;
};

/** Names as elements over the map: the library's own letters would have to be loaded as pictures. */
export function showLabels(map: DrawnMap, labels: readonly Label[]): () => void {
  const markers = labels.map(({ text, at, level }) => {
    const element = document.createElement("span");
    element.className = `map-label map-label-${level}`;
    element.textContent = text;
    element.setAttribute("aria-hidden", "true");
    return new Marker({ element }).setLngLat([at[0], at[1]]).addTo(map);
  });
  const seen = (): void => {
    map.getContainer().dataset["near"] = map.getZoom() >= 11.5 ? "true" : "false";
  };
  seen();
  map.on("zoom", seen);
  return () => {
    map.off("zoom", seen);
    for (const marker of markers) marker.remove();
  };
}
