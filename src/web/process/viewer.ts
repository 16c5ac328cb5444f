// The drawing itself: bpmn-js, loaded only when a drawing comes into view. Its mark stays where it puts it,
// with nothing over it (the licence of bpmn.io asks for that): our buttons stand outside the drawing.
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import type { ProcessElement, ProcessView } from "#contract";
import type { Language } from "../language/say.ts";
import { STATUS_SIGNS } from "./statuses.ts";
import { letFingersMove } from "./touch.ts";

/** What may be asked of a drawing on the page. */
export type Drawing = {
  /** Shows where the case stands now; the view stays where it is. */
  readonly mark: (view: ProcessView, badge: (element: ProcessElement) => string) => void;
  readonly zoom: (by: number) => void;
  readonly fit: () => void;
  /** Brings elements into the middle, large enough to be read. */
  readonly show: (elements: readonly string[]) => void;
  readonly close: () => void;
};

/** How the drawing moves when an arrow key says where to look. */
const ARROWS: Readonly<Record<string, { readonly dx: number; readonly dy: number }>> = {
  ArrowLeft: { dx: 1, dy: 0 },
  ArrowRight: { dx: -1, dy: 0 },
  ArrowUp: { dx: 0, dy: 1 },
  ArrowDown: { dx: 0, dy: -1 },
};
const STRIDE = 60;

/** As small as a drawing may become before its words cannot be read. */
const READABLE = 0.62;
const LARGEST = 3;

type Canvas = {
  zoom(level?: number, center?: { x: number; y: number }): number;
  viewbox(box?: Box): Box & { readonly inner: Box; readonly outer: Box };
  scroll(by: { readonly dx: number; readonly dy: number }): void;
  addMarker(element: string, marker: string): void;
  removeMarker(element: string, marker: string): void;
};
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Shape = Box & { readonly id: string; readonly waypoints?: readonly unknown[] };
type Overlays = {
  add(
    element: string,
    kind: string,
    overlay: { readonly position: Readonly<Record<string, number>>; readonly html: HTMLElement },
  ): string;
  remove(filter: { readonly type: string }): void;
};
type Registry = { get(id: string): Shape | undefined };

/** Draws a process into a container. Throws where the file cannot be drawn. */
export async function draw(
  container: HTMLElement,
  xml: string,
  view: ProcessView,
  language: Language,
  label: string,
): Promise<Drawing> {
  const viewer = new NavigatedViewer({
    container,
    // The wheel belongs to the page; buttons and keys zoom.
    zoomScroll: { enabled: false },
    textRenderer: { defaultStyle: { fontFamily: getComputedStyle(container).fontFamily } },
  });
  if (language === "en") viewer.on("import.parse.complete", (event) => rename(event, view));
  await viewer.importXML(xml);
  await openProcess(viewer, view.process);
  const canvas = viewer.get<Canvas>("canvas");
  const overlays = viewer.get<Overlays>("overlays");
  const registry = viewer.get<Registry>("elementRegistry");
  const svg = container.querySelector<SVGElement>(".djs-container > svg");
  svg?.setAttribute("role", "img");
  svg?.setAttribute("aria-label", label);
  const stopFingers = letFingersMove(container, canvas);
  const zoom = (by: number): void => {
    canvas.zoom(Math.min(LARGEST, Math.max(0.15, canvas.zoom() * by)));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = ARROWS[event.key];
    if (way !== undefined) canvas.scroll({ dx: way.dx * STRIDE, dy: way.dy * STRIDE });
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") fitWhole(canvas);
    else return;
    event.preventDefault();
  };
  container.addEventListener("keydown", press);
  const marked = new Map<string, string>();
  return {
    mark: (now, badge) => {
      for (const [id, marker] of marked) canvas.removeMarker(id, marker);
      marked.clear();
      overlays.remove({ type: "yiwang-status" });
      const put = (id: string, marker: string): void => {
        if (registry.get(id) === undefined) return;
        canvas.addMarker(id, marker);
        marked.set(id, marker);
      };
      for (const { flow, taken } of now.flows) put(flow, taken ? "flow-taken" : "flow-open");
      for (const element of now.elements) {
        put(element.element, `is-${element.status}`);
        if (registry.get(element.element) === undefined) continue;
        const html = badgeOf(element, badge(element));
        if (html !== undefined) overlays.add(element.element, "yiwang-status", place(element, html));
      }
    },
    zoom,
    fit: () => fitWhole(canvas),
    show: (elements) =>
      showAll(
        canvas,
        elements.flatMap((id) => registry.get(id) ?? []),
      ),
    close: () => {
      stopFingers();
      container.removeEventListener("keydown", press);
      viewer.destroy();
    },
  };
}

/** Of a file with several drawings, that of the process, by itself or in a collaboration. */
async function openProcess(viewer: NavigatedViewer, process: string): Promise<void> {
  const diagrams = (viewer.getDefinitions() as unknown as { readonly diagrams?: readonly Diagram[] })
    .diagrams;
  const own = diagrams?.find(({ plane }) => {
    const drawn = plane?.bpmnElement;
    const participants = drawn?.participants ?? [];
    return drawn?.id === process || participants.some(({ processRef }) => processRef?.id === process);
  });
  if (own !== undefined && own !== diagrams?.[0]) await viewer.open(own.id);
}

type Diagram = {
  readonly id: string;
  readonly plane?: {
    readonly bpmnElement?: {
      readonly id: string;
      readonly participants?: readonly { readonly processRef?: { readonly id: string } }[];
    };
  };
};

type Named = { id?: string; name?: string; flowElements?: Named[]; rootElements?: Named[] };

/** Draws with the English names, where there are such. */
function rename(event: unknown, view: ProcessView): void {
  const names = new Map([
    ...view.elements.map(({ element, name }) => [element, name.en] as const),
    ...view.flows.map(({ flow, name }) => [flow, name.en] as const),
  ]);
  const visit = (element: Named): void => {
    const name = names.get(element.id ?? "");
    if (name !== undefined && name !== "") element.name = name;
    for (const inner of [...(element.flowElements ?? []), ...(element.rootElements ?? [])]) visit(inner);
  };
  visit((event as { readonly definitions: Named }).definitions);
}

function badgeOf(element: ProcessElement, text: string): HTMLElement | undefined {
  const sign = STATUS_SIGNS[element.status];
  if (sign === undefined || element.type.endsWith("Gateway")) {
    if (element.status !== "failed" && element.arrived === 0) return undefined;
  }
  const badge = document.createElement("div");
  badge.className = `status-badge status-badge-${element.status}`;
  // The list beside the drawing says the same in words.
  badge.setAttribute("aria-hidden", "true");
  badge.textContent = [sign ?? "", text].filter((part) => part !== "").join(" ");
  return badge;
}

/** On the upper right corner, where no sign of the element itself stands. */
function place(element: ProcessElement, html: HTMLElement) {
  const isEvent = element.type.endsWith("Event");
  return { html, position: isEvent ? { top: -14, left: 20 } : { top: -12, right: 14 } };
}

/** Room around what is shown, in the drawing's own units. */
const MARGIN = 40;

function fitWhole(canvas: Canvas): void {
  const { inner } = canvas.viewbox();
  showBox(canvas, inner, 0.05);
}

function showAll(canvas: Canvas, shapes: readonly Shape[]): void {
  const all = shapes.filter(({ waypoints }) => waypoints === undefined);
  const { outer, inner } = canvas.viewbox();
  const whole = Math.min(
    outer.width / (inner.width + 2 * MARGIN),
    outer.height / (inner.height + 2 * MARGIN),
  );
  if (all.length === 0 || whole >= READABLE) return fitWhole(canvas);
  const x = Math.min(...all.map((each) => each.x));
  const y = Math.min(...all.map((each) => each.y));
  const width = Math.max(...all.map((each) => each.x + each.width)) - x;
  const height = Math.max(...all.map((each) => each.y + each.height)) - y;
  showBox(canvas, { x, y, width, height }, READABLE);
}

/** Brings a box into the middle: whole where it can be, but never smaller than `least`. */
function showBox(canvas: Canvas, box: Box, least: number): void {
  const { outer } = canvas.viewbox();
  const room = Math.min(
    outer.width / (box.width + 2 * MARGIN),
    outer.height / (box.height + 2 * MARGIN),
    0.9,
  );
  const scale = Math.max(least, room);
  const width = outer.width / scale;
  const height = outer.height / scale;
  canvas.viewbox({
    x: box.x + box.width / 2 - width / 2,
    y: box.y + box.height / 2 - height / 2,
    width,
    height,
  });
}
