import { DrawnMap, Marker } from "./map-library.ts";

/**
 * A sign over the map, as an element: the library's own letters would have to be loaded as pictures. `late` and `near`
 * are the parts of it that are drawn red and yellow, between 0 and 1.
 */
export type MapMark = {
  readonly id: string;
  readonly at: readonly [lon: number, lat: number];
  readonly text: string;
  /** What a screen reader and a resting pointer are told. */
  readonly title: string;
  /** Across, in pixels. */
  readonly size: number;
  readonly late: number;
  readonly near: number;
  readonly urgent: boolean;
};

/**
 * Puts signs on a map until the answer is called. They are left out of the order of the tab key: everything on the map
 * stands in the list beside it.
 */
export function showMarks(
  map: DrawnMap,
  marks: readonly MapMark[],
  onMark: ((id: string) => void) | undefined,
): () => void {
  const shown = marks.map((mark) => {
    const element = document.createElement("button");
    element.type = "button";
    element.tabIndex = -1;
    element.className = mark.urgent ? "map-mark map-mark-urgent" : "map-mark";
    element.title = mark.title;
    element.setAttribute("aria-label", mark.title);
    element.style.setProperty("--size", `${mark.size}px`);
    element.style.setProperty("--late", `${mark.late}turn`);
    element.style.setProperty("--near", `${mark.late + mark.near}turn`);
    const text = document.createElement("span");
    text.textContent = mark.text;
    element.append(text);
    if (onMark !== undefined)
      element.addEventListener("click", (event) => {
        event.stopPropagation();
        onMark(mark.id);
      });
    return new Marker({ element }).setLngLat([mark.at[0], mark.at[1]]).addTo(map);
  });
  return () => {
    for (const marker of shown) marker.remove();
  };
}
