import type { MaterialAnswer } from "#contract";
import type { ReactNode } from "react";
import { dayOf, formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { applyWords } from "../words/apply.ts";
import type { PaperProps } from "./paper-props.ts";

/** Certificates of one's own and earlier uploads that stand for a material, to be used with one press. */
export function Already({
  material,
  props,
  papers,
}: PaperProps & { readonly material: MaterialAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const known = papers?.materials[material.id];
  const used = props.work.certificates[material.id] ?? [];
  const sent = (props.work.materials[material.id] ?? []).map(({ sha256 }) => sha256);
  const files = (known?.files ?? []).filter(({ sha256 }) => !sent.includes(sha256));
  const certificates = known?.certificates ?? [];
  if (files.length + certificates.length === 0) return null;
  return (
    <div className="already" role="group" aria-label={say(applyWords.haveAlready)}>
      <p className="small quiet">{say(applyWords.haveAlready)}</p>
      {certificates.map(({ identifier, name, number, validTo }) => (
        <label key={identifier} className="choice">
          <input
            type="checkbox"
            checked={used.includes(identifier)}
            onChange={({ target }) =>
              props.onWork(({ certificates: all, deferral }) => ({
                certificates: {
                  ...all,
                  [material.id]: target.checked
                    ? [...used, identifier]
                    : used.filter((each) => each !== identifier),
                },
                deferral: {
                  ...deferral,
                  materials: deferral.materials.filter((each) => each !== material.id),
                },
              }))
            }
          />
          <span>
            {say(applyWords.useCertificate, { name, number })}
            <span className="row-more small quiet">
              {validTo === null
                ? say(applyWords.certificateLasting)
                : say(applyWords.certificateUntil, { day: formatDay(validTo, language) })}
            </span>
          </span>
        </label>
      ))}
      {files.map(({ at, ...file }) => (
        <button
          key={file.sha256}
          type="button"
          className="button"
          onClick={() => props.onChange(material.id, (all) => [...all, file])}
        >
          {say(applyWords.useFile, { day: formatDay(dayOf(at), language), name: file.name })}
        </button>
      ))}
    </div>
  );
}
