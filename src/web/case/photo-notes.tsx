import type { PhotoFindingAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { photosQuery } from "../api/photo-queries.ts";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { photoWords } from "../words/photos.ts";

const MARKS: Readonly<Record<PhotoFindingAnswer["severity"], string>> = {
  fine: "tag-good",
  note: "",
  warning: "tag-ask",
  refuse: "tag-bad",
};

type Props = { readonly caseNo: string; readonly sha256: string; readonly material: string };

/** What a photo's own facts say of it, for those who handle the case; nobody else is told, nor that there is something. */
export function PhotoNotes({ caseNo, sha256, material }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { data } = useQuery(photosQuery(caseNo));
  const photo = data?.photos.find((each) => each.sha256 === sha256 && each.material === material);
  if (photo === undefined) return null;
  const { takenAt, takenOffset, camera, width, height, findings } = photo;
  const taken = takenAt === null ? [] : [say(photoWords.takenAt, { at: formatInstant(takenAt, language) })];
  const zone = takenAt === null || takenOffset ? [] : [say(photoWords.zoneAssumed)];
  const told = [...taken, ...zone, ...(camera === null ? [] : [camera]), `${width} × ${height}`].join(" · ");
  return (
    <span className="photo-notes">
      <span className="row-more tiny quiet">{told}</span>
      <span className="photo-findings" role="list" aria-label={say(photoWords.findings)}>
        {findings.map(({ finding, severity, words }) => (
          <span role="listitem" key={`${finding} ${words.zh}`} className="photo-finding small">
            <span className={`tag ${MARKS[severity]}`}>{say(photoWords[severity])}</span> {say(words)}
          </span>
        ))}
      </span>
    </span>
  );
}
