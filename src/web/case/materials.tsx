import type { CaseKind, FileOnCase, MaterialOnCase } from "#contract";
import { Fragment, type ReactNode } from "react";
import { FileIcon } from "../design/icons.tsx";
import { formatBytes } from "../format/bytes.ts";
import { formatDay, formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { PhotoNotes } from "./photo-notes.tsx";
import { caseWords } from "../words/case.ts";
import { caseWordsOf } from "../words/kinds.ts";
import { photoWords } from "../words/photos.ts";
import { formWords } from "../words/forms.ts";

function Verdict({ material }: { readonly material: MaterialOnCase }): ReactNode {
  const say = useSay();
  const { verdict } = material;
  if (verdict === null) return null;
  return (
    <span className={`tag ${verdict.accepted ? "tag-good" : "tag-ask"}`}>
      {say(verdict.accepted ? caseWords.accepted : caseWords.defect)}
    </span>
  );
}

/** What is gone: that it was there, under which hash, and why it is not. */
function DestroyedFile({ file, said }: { readonly file: FileOnCase; readonly said: string }): ReactNode {
  return (
    <span className="row-file small">
      <FileIcon size={14} />
      <span>
        {said}
        <span className="row-more tiny quiet hash">SHA-256 {file.sha256}</span>
      </span>
    </span>
  );
}

const isPicture = (type: string): boolean => type === "image/jpeg" || type === "image/png";

function FileLink({ caseNo, file }: { readonly caseNo: string; readonly file: FileOnCase }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { sha256, name, type, bytes, handedInAt, latest, retention } = file;
  const href = `/api/cases/${encodeURIComponent(caseNo)}/files/${sha256}`;
  const at = formatInstant(handedInAt, language);
  if (retention?.destroyed === true) return <DestroyedFile file={file} said={say(retention.said)} />;
  return (
    <a className="row-file small" href={href} target="_blank" rel="noopener">
      {isPicture(type) ? (
        <img className="photo-thumb" src={`${href}?size=thumb`} alt={say(photoWords.pictureOf, { name })} />
      ) : (
        <FileIcon size={14} />
      )}
      <span>
        {name}
        <span className="visually-hidden">{say(caseWords.opensNewWindow)}</span>
        <span className="row-more tiny quiet">
          {say(latest ? caseWords.handedInAt : caseWords.handedInBefore, { at })}
        </span>
        {retention !== null && <span className="row-more tiny quiet">{say(retention.said)}</span>}
      </span>
      <span className="quiet number">{formatBytes(bytes)}</span>
    </a>
  );
}

const line = (key: string, text: string): ReactNode => (
  <span key={key} className="row-more small quiet">
    {text}
  </span>
);

/** A material without a file: by certificate, by a register, promised for later, or not there. */
function GivenOtherwise({ material }: { readonly material: MaterialOnCase }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { files, certificates, owedBy, shared } = material;
  const parts = certificates.map(({ identifier, name, number, validTo, verifiedAt }) => {
    const until =
      validTo === null ? [] : [say(caseWords.certificateUntil, { day: formatDay(validTo, language) })];
    const checked = say(caseWords.certificateVerified, { at: formatInstant(verifiedAt, language) });
    return line(
      identifier,
      [say(caseWords.certificateGiven, { name, number }), ...until, checked].join(" · "),
    );
  });
  if (shared !== null) return line("shared", say(caseWords.sharedFrom, { register: say(shared) }));
  if (owedBy !== null && files.length === 0)
    return line("owed", say(caseWords.owedMaterial, { day: formatDay(owedBy, language) }));
  return files.length + certificates.length === 0 ? line("none", say(caseWords.notGiven)) : parts;
}

type Props = {
  readonly caseNo: string;
  readonly materials: readonly MaterialOnCase[];
  readonly kind: CaseKind;
  /** Shown to those who handle the case: with what the photos tell. */
  readonly handling?: boolean;
};

/** What was handed in, file by file, each material with its verdict. */
export function Materials({ caseNo, materials, kind, handling = false }: Props): ReactNode {
  const say = useSay();
  const words = caseWordsOf(kind);
  return (
    <section className="section" aria-labelledby="materials">
      <h2 id="materials">{say(words.materials)}</h2>
      {materials.length === 0 && <p className="quiet">{say(words.noMaterials)}</p>}
      <ul className="rows">
        {materials.map((material) => (
          <li key={material.id} className="row row-top">
            <span className="row-main">
              {say(material.name)}
              {!material.required && material.shared === null && (
                <span className="quiet small"> {say(formWords.notRequired)}</span>
              )}
              <GivenOtherwise material={material} />
              {material.files.map((file) => (
                <Fragment key={file.sha256}>
                  <FileLink caseNo={caseNo} file={file} />
                  {handling && isPicture(file.type) && (
                    <PhotoNotes caseNo={caseNo} sha256={file.sha256} material={material.id} />
                  )}
                </Fragment>
              ))}
              {material.verdict?.accepted === false && material.verdict.reason !== null && (
                <span className="material-reason small">
                  {material.verdict.reason}
                  {material.verdict.requirement !== null && (
                    <span className="row-more">
                      {say(caseWords.requirement)}：{material.verdict.requirement}
                    </span>
                  )}
                </span>
              )}
            </span>
            <Verdict material={material} />
          </li>
        ))}
      </ul>
    </section>
  );
}
