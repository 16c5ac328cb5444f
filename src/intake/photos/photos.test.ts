import sharp from "sharp";
import { expect, it } from "vitest";
import { samplePhoto } from "../../../test/support/sample-photo.ts";
import { NO_PHOTO_RULES } from "../../district/parts/photos.ts";
import { expectOk, type Instant } from "#kernel";
import { judgePhoto, type EarlierPhoto } from "./judge-photo.ts";
import type { KeptPhotoFacts } from "./photo-facts.ts";
import { readPhoto } from "./read-photo.ts";
import { showPhoto } from "./show-photo.ts";

const PLACE = { lon: 122.95, lat: 41.09 };

it("reads where, when and by what a photo was taken, and its size upright", async () => {
  const taken = { at: "2026:11:16 08:59:00", offset: "+08:00", ...PLACE };
  const photo = await samplePhoto({ ...taken, camera: ["HUAWEI", "HUAWEI P60"] });
  const turned = await sharp(photo)
    .keepExif()
    .withExifMerge({ IFD0: { Orientation: "6" } })
    .toBuffer();
  const facts = expectOk(await readPhoto(turned));
  expect(facts).toMatchObject({
    takenAt: "2026-11-16T00:59:00.000Z",
    takenOffset: true,
    camera: "HUAWEI P60",
  });
  expect(facts.place?.lon).toBeCloseTo(PLACE.lon, 5);
  expect(facts.place?.lat).toBeCloseTo(PLACE.lat, 5);
  expect(facts.perceptualHash).toMatch(/^[01]{64}$/);
});

it("says so where a photo names no offset, and takes Chinese time", async () => {
  const facts = expectOk(await readPhoto(await samplePhoto({ at: "2026:11:16 08:59:00" })));
  expect(facts).toMatchObject({ takenAt: "2026-11-16T00:59:00.000Z", takenOffset: false, place: null });
  expect(said(judge({ ...facts, sha256: "a", phoneAheadSeconds: null }, "2026-11-16T01:30:00Z"))).toContain(
    "拍摄31分钟后收到（照片未写时区，按北京时间算）",
  );
});

it("refuses what begins as an image and is none", async () => {
  const broken = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(4_000, 7)]);
  expect(await readPhoto(broken)).toMatchObject({ ok: false, error: { code: "PHOTO_UNREADABLE" } });
  const cut = (await samplePhoto({})).slice(0, 3_000);
  expect(await readPhoto(cut)).toMatchObject({ ok: false, error: { code: "PHOTO_UNREADABLE" } });
});

it("knows a picture again that was made smaller and saved anew, and tells others apart", async () => {
  const first = await samplePhoto({ scene: 1 });
  const again = await sharp(first).resize(300).jpeg({ quality: 40 }).toBuffer();
  const apart = bitsApart(await hashOf(first), await hashOf(again));
  expect(apart).toBeLessThanOrEqual(NO_PHOTO_RULES.nearBits);
  for (const scene of [2, 3, 4, 5])
    expect(bitsApart(await hashOf(first), await hashOf(await samplePhoto({ scene })))).toBeGreaterThan(12);
});

it("gives no hash to a picture of a bare wall, as all of them look alike", async () => {
  const wall = sharp({ create: { width: 400, height: 300, channels: 3, background: "#c8c4bb" } });
  expect(expectOk(await readPhoto(await wall.jpeg().toBuffer())).perceptualHash).toBeNull();
});

it("shows a copy that tells nothing of where it was taken", async () => {
  const photo = await samplePhoto({ at: "2026:11:16 08:59:00", ...PLACE, width: 2_400 });
  const { width, format, exif } = await sharp(await showPhoto(photo, "thumb")).metadata();
  expect([width, format, exif]).toEqual([320, "webp", undefined]);
});

it("says how far from the place, how long before, on whose clock, and where else the photo stands", () => {
  const facts: KeptPhotoFacts = {
    sha256: "a",
    width: 640,
    height: 480,
    takenAt: "2025-11-10T02:00:00.000Z" as Instant,
    takenOffset: true,
    place: { lon: PLACE.lon, lat: PLACE.lat + 0.02 },
    camera: null,
    perceptualHash: null,
    phoneAheadSeconds: 3 * 3600,
  };
  const earlier: readonly EarlierPhoto[] = [
    { sha256: "a", caseNo: "E1", material: "photos", at: "2026-11-16T01:00:00.000Z" as Instant, distance: 0 },
    { sha256: "b", caseNo: "E1", material: "after", at: "2026-11-16T01:00:00.000Z" as Instant, distance: 0 },
    { sha256: "c", caseNo: "E9", material: "photos", at: "2026-10-01T01:00:00.000Z" as Instant, distance: 3 },
  ];
  expect(said(judge(facts, "2026-11-16T01:00:00Z", earlier))).toEqual([
    "拍摄位置距现场2.2公里，超过100米",
    "照片拍于2025-11-10，收到时已过371天",
    "手机时间比服务器快3小时，拍摄时间已按此折算",
    "与本案的“after”相同（2026-11-16交来）",
    "与E9的“photos”几乎相同（2026-10-01交来）",
  ]);
  const near = { ...facts, place: PLACE, takenAt: "2026-11-16T02:50:00.000Z" as Instant };
  expect(judge(near, "2026-11-16T00:00:00Z").map(({ finding, severity }) => [finding, severity])).toEqual([
    ["place", "fine"],
    ["time", "fine"],
    ["clock", "note"],
  ]);
  expect(said(judge({ ...near, phoneAheadSeconds: null }, "2026-11-16T00:00:00Z"))).toContain(
    "拍摄时间比收到时间晚3小时，手机时间不准",
  );
});

const hashOf = async (photo: Uint8Array): Promise<string> =>
  expectOk(await readPhoto(photo)).perceptualHash ?? "";

const bitsApart = (one: string, other: string): number =>
  [...one].filter((bit, at) => bit !== other[at]).length;

const judge = (facts: KeptPhotoFacts, receivedAt: string, earlier: readonly EarlierPhoto[] = []) =>
  judgePhoto(
    facts,
    {
      caseNo: "E1",
      material: "photos",
      place: PLACE,
      receivedAt: receivedAt as Instant,
      earlier,
      materialName: (id) => ({ zh: id, en: id }),
    },
    NO_PHOTO_RULES,
  );

const said = (findings: ReturnType<typeof judge>): readonly string[] => findings.map(({ words }) => words.zh);
