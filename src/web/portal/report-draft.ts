import type { FileAnswer, ReportFormAnswer } from "#contract";
import { refusalFrom, OFFLINE, Refusal } from "../api/refusal.ts";
import { csrfNow } from "../api/request.ts";

/** What somebody has filled in of a report so far. */
export type ReportDraft = {
  readonly class: string;
  readonly description: string;
  readonly urgent: boolean;
  readonly point: Point | null;
  readonly address: string;
  readonly community: string;
  readonly name: string;
  readonly mobile: string;
  readonly confidential: boolean;
};

/** Where the phone says that it is: degrees (WGS 84), and how far it may be wrong, in metres. */
export type Point = { readonly lon: number; readonly lat: number; readonly accuracy: number };

/** A photo that is kept on the server, and how it is shown here. */
export type SentPhoto = { readonly sha256: string; readonly preview: string };

export const EMPTY: ReportDraft = {
  class: "",
  description: "",
  urgent: false,
  point: null,
  address: "",
  community: "",
  name: "",
  mobile: "",
  confidential: false,
};

/** The request that a draft makes. */
export const requestOf = (draft: ReportDraft, photos: readonly SentPhoto[]) => ({
  class: draft.class === "" ? null : draft.class,
  description: draft.description.trim(),
  urgent: draft.urgent,
  point: draft.point,
  address: draft.address.trim(),
  community: draft.community === "" ? null : draft.community,
  photos: photos.map(({ sha256 }) => sha256),
  reporter: { name: draft.name.trim(), mobile: draft.mobile.trim(), confidential: draft.confidential },
});

/** Which fields a draft still lacks. */
export function missingIn({ description, point, community, address }: ReportDraft): readonly string[] {
  const isPlaced = point !== null || (community !== "" && address.trim().length > 1);
  return [...(description.trim().length > 1 ? [] : ["description"]), ...(isPlaced ? [] : ["where"])];
}

/** Sends one photo of the report; throws a `Refusal`. */
export async function sendPhoto(report: string, file: File): Promise<FileAnswer> {
  const path = `/api/public/reports/${report}/photos?name=${encodeURIComponent(file.name.slice(-200))}`;
  const csrf = csrfNow();
  const headers = { "content-type": file.type, ...(csrf === null ? {} : { "x-csrf-token": csrf }) };
  const answer = await fetch(path, { method: "POST", headers, body: file }).catch(() => {
    throw new Refusal(OFFLINE, 0);
  });
  const text = await answer.text();
  if (!answer.ok) throw refusalFrom(answer.status, text);
  return JSON.parse(text) as FileAnswer;
}

/** Where the phone is; nothing where it does not say. */
export const locate = (): Promise<Point | undefined> =>
  new Promise((resolve) => {
    if (!("geolocation" in navigator)) return resolve(undefined);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ lon: coords.longitude, lat: coords.latitude, accuracy: Math.round(coords.accuracy) }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  });

type Group<Item> = { readonly name: string; readonly items: readonly Item[] };

/** Classes under their categories, and communities under their towns, as the form lists them. */
export function grouped<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
): readonly Group<Item>[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(nameOf(item), [...(groups.get(nameOf(item)) ?? []), item]);
  return [...groups].map(([name, inside]) => ({ name, items: inside }));
}

export type ReportForm = ReportFormAnswer;
