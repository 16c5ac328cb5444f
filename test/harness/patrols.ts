import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";

/** The first check point of the plan, and the way to it along the reach. */
const BRIDGE = { lon: 123.00821, lat: 40.95493 };

/** A pack whose first plan of patrols is due on a day, asks little, and may be walked at any hour. */
export const dueOn = (day: string): Readonly<Record<string, (text: string) => string>> => ({
  "demo/records/patrol-plans.csv": (text) =>
    text
      .split("\n")
      .map((line) =>
        line.startsWith("XH-01")
          ? line
              .replace(",800,15,", ",40,0,")
              .replace("、下游闸口 123.01392 40.95404", "")
              .replace(/[\d-]+$/, day)
          : line,
      )
      .join("\n"),
  // A test walks faster than people do.
  "matters/patrol/matter.yaml": (text) => text.replace("trackSpeed: 30", "trackSpeed: 300"),
  "field.yaml": (text) => text.replace('from: "06:00", to: "20:00"', 'from: "00:00", to: "24:00"'),
});

/** Puts the phone somewhere, so many metres before the bridge. */
export const stand = (context: BrowserContext, metresBefore: number): Promise<void> =>
  context.setGeolocation({
    longitude: BRIDGE.lon - metresBefore / 84_000,
    latitude: BRIDGE.lat,
    accuracy: 8,
  });

/** Walks towards the bridge until the phone has noted so many points; a busy machine may look only after one more. */
export async function walkUntil(page: Page, points: number, from: number): Promise<void> {
  let before = from;
  await expect
    .poll(
      async () => {
        before -= 1;
        await stand(page.context(), before);
        const [told] = await page.getByText(/已记下\d+个点/).allInnerTexts();
        return Number(/\d+/.exec(told ?? "")?.[0] ?? 0);
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBeGreaterThanOrEqual(points);
}

const point = (lon: number, lat: number, at: string): string =>
  `<trkpt lat="${lat}" lon="${lon}">${at === "" ? "" : `<time>${at}</time>`}</trkpt>`;
const gpx = (...points: readonly string[]): string =>
  `<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${points.join("")}</trkseg></trk></gpx>`;

/** Track files that are not taken, each with the beginning of what is said; and one that is. */
export function trackFiles(folder: string, now: number): Readonly<Record<string, string>> {
  const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
  const { lon, lat } = BRIDGE;
  const files: Readonly<Record<string, string>> = {
    这不是GPX文件: "lon,lat,time\n1,2,3",
    文件里没有轨迹: gpx(),
    轨迹点没有时间: gpx(point(lon, lat, ""), point(lon, lat, "")),
    "轨迹是2024-03-11的": gpx(
      point(lon, lat, "2024-03-11T02:00:00Z"),
      point(lon, lat, "2024-03-11T02:05:00Z"),
    ),
    有1个点在本区以外: gpx(point(lon, lat, at(-2)), point(2.35, 48.85, at(-1))),
    已导入2个点: gpx(point(lon - 0.003, lat, at(-3)), point(lon, lat, at(-1))),
  };
  return Object.fromEntries(
    Object.entries(files).map(([said, text], index) => {
      const path = join(folder, `${index}.gpx`);
      writeFileSync(path, text);
      return [said, path] as const;
    }),
  );
}
