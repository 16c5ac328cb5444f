import type { EarlierPhoto, KeptPhotoFacts, PhotoFacts } from "#intake";
import type { Instant } from "#kernel";
import type { Row } from "../database/database.ts";
import { systemContext, withContext } from "../ledger/context.ts";
import type { Store } from "../store.ts";

type PhotoRow = Row & {
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly taken_at: Instant | null;
  readonly taken_offset: boolean;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly camera: string | null;
  readonly phash: string | null;
  readonly phone_ahead_seconds: number | null;
};

/** Keeps what a photo tells beside its file, which must be remembered already; what stands is kept. */
export async function keepPhotoFacts(
  store: Store,
  district: string,
  photo: PhotoFacts & {
    readonly sha256: string;
    readonly at: Instant;
    readonly phoneAheadSeconds?: number | null;
  },
): Promise<void> {
  await withContext(store.database, systemContext(district), (sql) =>
    sql.last(
      `insert into photo_fact (district, hash, width, height, taken_at, taken_offset, lon, lat, camera, phash,
         phone_ahead_seconds, read_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::bit(64), $11, $12)
       on conflict (district, hash) do update set
         phone_ahead_seconds = coalesce(photo_fact.phone_ahead_seconds, excluded.phone_ahead_seconds)`,
      [
        district,
        photo.sha256,
        photo.width,
        photo.height,
        photo.takenAt,
        photo.takenOffset,
        photo.place?.lon ?? null,
        photo.place?.lat ?? null,
        photo.camera,
        photo.perceptualHash,
        photo.phoneAheadSeconds ?? null,
        photo.at,
      ],
    ),
  );
}

/** What these photos told, as far as it was read; for the system, which gives it to those who handle a case. */
export async function listPhotoFacts(
  store: Store,
  district: string,
  sha256s: readonly string[],
): Promise<readonly KeptPhotoFacts[]> {
  if (sha256s.length === 0) return [];
  const rows = await withContext(store.database, systemContext(district), (sql) =>
    sql.last<PhotoRow>(
      `select hash as sha256, width, height, taken_at, taken_offset, lon, lat, camera, phash::text as phash,
              phone_ahead_seconds
         from photo_fact where district = $1 and hash = any ($2)`,
      [district, sha256s],
    ),
  );
  return rows.map(factsOf);
}

function factsOf(row: PhotoRow): KeptPhotoFacts {
  const { sha256, width, height, lon, lat, camera } = row;
  return {
    sha256,
    width,
    height,
    camera,
    takenAt: row.taken_at,
    takenOffset: row.taken_offset,
    place: lon === null || lat === null ? null : { lon, lat },
    perceptualHash: row.phash,
    phoneAheadSeconds: row.phone_ahead_seconds,
  };
}

const BAND_BITS = 16;
const BANDS = 4;
/** More is no list that somebody reads. */
const MOST_FOUND = 20;

/**
 * Where the same picture, or nearly (at most `bits` of 64 apart), stands for a material of a case; nearest first. Two
 * hashes that are at most n bits apart have a band in which they are at most n / 4 apart, so four indexes find all.
 */
export async function findEarlierPhotos(
  store: Store,
  district: string,
  { sha256, perceptualHash }: Pick<KeptPhotoFacts, "sha256" | "perceptualHash">,
  bits: number,
): Promise<readonly EarlierPhoto[]> {
  return withContext(store.database, systemContext(district), (sql) =>
    sql.last<EarlierPhoto & Row>(EARLIER, [
      district,
      sha256,
      perceptualHash,
      bits,
      ...bandsNear(perceptualHash, bits),
      MOST_FOUND,
    ]),
  );
}

export const EARLIER = `
  with band as (
    ${[1, 2, 3, 4]
      .map(
        (band) => `select hash, phash from photo_fact
     where district = $1 and phash is not null and band_${band} = any ($${band + 4}::integer[])`,
      )
      .join(" union ")}),
  near as materialized (
    select $2::char(64) as hash, 0 as distance
    union all
    select hash, bit_count(phash # $3::text::bit(64))::integer as distance
      from band where hash <> $2 and bit_count(phash # $3::text::bit(64)) <= $4)
  select u.hash as sha256, c.case_no as "caseNo", u.material, u.at, near.distance
    from near
    join file_use u on u.district = $1 and u.hash = near.hash and u.destroyed is null
    join case_file c on c.district = u.district and c.id = u.subject
   where not (u.hash = $2 and u.at = c.received_at and c.engine_state -> 'variables' ? 'carriedFrom')
   order by near.distance, u.at, c.case_no
   limit $9`;

/** For each band every value that is at most `bits` / 4 away from the hash's own. */
export function bandsNear(hash: string | null, bits: number): readonly (readonly number[])[] {
  const apart = Math.floor(bits / BANDS);
  return Array.from({ length: BANDS }, (_, band) => {
    if (hash === null) return [];
    const own = Number.parseInt(hash.slice(band * BAND_BITS, (band + 1) * BAND_BITS), 2);
    return valuesNear(own, apart);
  });
}

function valuesNear(own: number, apart: number): readonly number[] {
  let found = new Set([own]);
  for (let step = 0; step < apart; step += 1)
    found = new Set([
      ...found,
      ...[...found].flatMap((value) => Array.from({ length: BAND_BITS }, (_, bit) => value ^ (1 << bit))),
    ]);
  return [...found];
}
