import { createHash, randomBytes } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PhotosAnswer } from "#contract";
import { photoWorker } from "#worker";
import { contextQuestion, systemContext } from "../../src/store/ledger/context.ts";
import { bandsNear, EARLIER } from "../../src/store/queries/photo-facts.ts";
import { foodForm, MATTER, uploadMaterials } from "../harness/food-licence.ts";
import { signInAs, type Person } from "../harness/person.ts";
import { onEachDatabase, startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { samplePhoto } from "../support/sample-photo.ts";

onEachDatabase("the facts of a photo", (database) => {
  let site: TestPlatform;
  let owner: Person;
  let clerk: Person;

  beforeAll(async () => {
    site = await startTestPlatform({ database, at: "2026-11-16T09:00:00+08:00", faces: false });
    owner = await signInAs(site.url, "shop-owner");
    clerk = await signInAs(site.url, "clerk");
  }, 240_000);
  afterAll(() => site?.dispose());

  const sent = async (photo: Uint8Array): Promise<string> => {
    const answer = await owner.upload(MATTER, "floorPlan", "现场.jpg", photo);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return (answer.body as { sha256: string }).sha256;
  };
  const filed = async (
    photo: Uint8Array,
    premisesName: string,
  ): Promise<{ caseNo: string; file: string }> => {
    const file = await sent(photo);
    const others = await uploadMaterials(owner, ["equipmentList", "safetyRules", "healthProof"]);
    const materials = { ...others, floorPlan: [file] };
    const answer = await owner.try("POST", "/api/cases", {
      matter: MATTER,
      values: foodForm({ premisesName }),
      materials,
    });
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return { caseNo: (answer.body as { caseNo: string }).caseNo, file };
  };
  const photosOf = (caseNo: string): Promise<PhotosAnswer> => clerk.get(`/api/cases/${caseNo}/photos`);

  it("are told to those who handle the case and to nobody else", async () => {
    const old = await samplePhoto({ at: "2025:11:10 10:00:00", offset: "+08:00", lon: 122.95, lat: 41.09 });
    const { caseNo, file } = await filed(old, "去年的照片");
    const { photos } = await photosOf(caseNo);
    expect(photos).toHaveLength(1);
    expect(photos[0]).toMatchObject({
      sha256: file,
      material: "floorPlan",
      takenAt: "2025-11-10T02:00:00.000Z",
    });
    expect(photos[0]?.findings.map(({ severity, words }) => [severity, words.zh])).toEqual([
      ["warning", "照片拍于2025-11-10，收到时已过371天"],
    ]);
    expect(await owner.try("GET", `/api/cases/${caseNo}/photos`)).toMatchObject({
      status: 403,
      body: { code: "PHOTO_FACTS_NOT_YOURS" },
    });
    const path = `${site.url}/api/cases/${caseNo}/files/${file}`;
    const original = await bytes(clerk, path);
    expect(createHash("sha256").update(original.bytes).digest("hex")).toBe(file);
    // Who took it has it; a leader looks on and is shown a copy that tells nothing.
    expect((await bytes(owner, path)).type).toBe("image/jpeg");
    const leader = await signInAs(site.url, "leader");
    const copy = await bytes(leader, path);
    expect(copy.type).toBe("image/webp");
    expect((await sharp(copy.bytes).metadata()).exif).toBeUndefined();
    expect((await sharp((await bytes(clerk, `${path}?size=thumb`)).bytes).metadata()).width).toBe(320);
  }, 120_000);

  it("show the same picture in another case, also where it was made smaller", async () => {
    const first = await samplePhoto({ scene: 7 });
    const one = await filed(first, "第一家");
    const again = await sharp(first).resize(320).jpeg({ quality: 50 }).toBuffer();
    const two = await filed(again, "第二家");
    const { photos } = await photosOf(two.caseNo);
    const reused = photos[0]?.findings.filter(({ finding }) => finding === "reused");
    expect(reused).toHaveLength(1);
    expect(reused?.[0]?.words.zh).toContain(`与${one.caseNo}的“`);
    const { store, pack, platform } = site;
    const work = photoWorker({ store, vault: platform.vault, pack, now: platform.now });
    const job = {
      caseNo: two.caseNo,
      variables: { materials: ["floorPlan"], place: { lon: 122.9, lat: 41 } },
    };
    expect(await work(job as never)).toMatchObject({
      how: "complete",
      variables: { photosDoubted: true, photosRefused: false },
    });
  }, 120_000);

  it("refuse at the door what is no photo", async () => {
    const broken = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(5_000)]);
    expect(await owner.upload(MATTER, "floorPlan", "假.jpg", broken)).toMatchObject({
      status: 415,
      body: { code: "PHOTO_UNREADABLE" },
    });
  });

  it("are found among many by indexes on parts of the hash", async () => {
    const { store, pack } = site;
    const plan = await store.database.transaction(
      async (sql) => {
        await sql.query(
          `insert into file (district, hash, size, media_type, kept_at)
         select $1, encode(sha256(('many' || n)::bytea), 'hex'), 1, 'image/jpeg', now() from generate_series(1, 5000) n`,
          [pack.code],
        );
        await sql.query(
          `insert into photo_fact (district, hash, width, height, phash, read_at)
         select $1, encode(sha256(('many' || n)::bytea), 'hex'), 1, 1,
                ('x' || left(md5(n::text), 16))::bit(64), now() from generate_series(1, 5000) n`,
          [pack.code],
        );
        // Only a table's owner may gather what the planner goes by.
        await sql.query("reset role");
        for (const table of ["photo_fact", "file"]) await sql.query(`analyze ${table}`);
        await sql.query("set role yiwang_app");
        const hash = "0110".repeat(16);
        return sql.query<{ "QUERY PLAN": string }>(`explain ${EARLIER}`, [
          pack.code,
          "0".repeat(64),
          hash,
          6,
          ...bandsNear(hash, 6),
          20,
        ]);
      },
      {
        first: contextQuestion(systemContext("*")),
      },
    );
    const told = plan.map((row) => row["QUERY PLAN"]).join("\n");
    for (const band of [1, 2, 3, 4]) expect(told).toContain(`photo_fact_by_band_${band}`);
    expect(told).not.toContain("Seq Scan on photo_fact");
  });
});

async function bytes(person: Person, url: string): Promise<{ type: string; bytes: Buffer }> {
  const cookie = [...person.browser.cookies]
    .map(([key, value]) => `${key.split(" ")[1]}=${value}`)
    .join("; ");
  const answer = await fetch(url, { headers: { cookie } });
  expect(answer.status).toBe(200);
  return {
    type: answer.headers.get("content-type") ?? "",
    bytes: Buffer.from(await answer.arrayBuffer()),
  };
}
