import { REPORTED, type StoredCase } from "#cases";
import type { DistrictPack, Sender } from "#district";
import { listFilesOfAll, systemContext, type SubjectFile } from "#store";
import { AT } from "../open311/answers.ts";
import type { Platform } from "../platform.ts";
import { isClosedState } from "./open311-request.ts";

/** The material that a report's photos are. */
export const PHOTOS = "photos";

/** Whether a system of channels.yaml reported a case. */
export const isReportOf = ({ head }: Pick<StoredCase, "head">, { id }: Pick<Sender, "id">): boolean =>
  head.applicant.startsWith(`${REPORTED}${id}:`);

/**
 * The photos of a case that may be shown by a link, those for anybody first: what the district's channels.yaml opens of
 * a case that was handled and verified, the latest first; and the report's own photos where a system sent them with its
 * Open311 key, which are told to that system alone. Never anything of a case that is not shown at all.
 */
export function openPhotos(
  pack: DistrictPack,
  stored: Pick<StoredCase, "head">,
  files: readonly SubjectFile[],
): { readonly forAnybody: readonly SubjectFile[]; readonly forSender: readonly SubjectFile[] } {
  const { open311 = null, senders = [] } = pack.channels ?? {};
  const standing = files.filter(({ destroyed }) => destroyed === null);
  const { state } = stored.head;
  const isHandled = isClosedState(state ?? "") && state !== "notRegistered";
  const isSent = senders.some((each) => each.channel === "open311" && isReportOf(stored, each));
  return {
    forAnybody: isHandled
      ? (open311?.media ?? []).flatMap((open) =>
          standing.filter(({ material }) => material === open).toReversed(),
        )
      : [],
    forSender: isSent ? standing.filter(({ material }) => material === PHOTOS) : [],
  };
}

/** The files of cases that may ever be shown by a link, by case. */
export function openFilesOf(
  { work: { pack }, store }: Platform,
  cases: readonly Pick<StoredCase, "id">[],
): Promise<ReadonlyMap<string, readonly SubjectFile[]>> {
  const materials = [PHOTOS, ...(pack.channels?.open311?.media ?? [])];
  const ids = cases.map(({ id }) => id);
  return listFilesOfAll(store, systemContext(pack.code), ids, materials);
}

/** The link to the photo that stands for a request, empty where there is none; `own`: its sender asks. */
export function mediaUrlOf(
  { work, mediaSignatureOf }: Platform,
  stored: Pick<StoredCase, "head">,
  files: readonly SubjectFile[],
  own: boolean,
): string {
  const { forAnybody, forSender } = openPhotos(work.pack, stored, files);
  const [file] = [...forAnybody, ...(own ? forSender : [])];
  const { caseNo } = stored.head;
  return file === undefined
    ? ""
    : `${work.publicUrl}${AT}/media/${caseNo}/${mediaSignatureOf(caseNo, file.sha256)}.jpg`;
}
