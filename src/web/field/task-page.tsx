import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { noVerdictsYet } from "../forms/verdicts.ts";
import { defaultsOf, objectAt, type Schema, type Values } from "../forms/schema.ts";
import { formatEnd } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { PhotoNotes } from "../case/photo-notes.tsx";
import { fieldWords } from "../words/field.ts";
import { FieldForm } from "./field-form.tsx";
import { useFieldState } from "./field-frame.tsx";
import { keepItem } from "./keep-item.ts";
import { PhotoPair } from "./photo-pair.tsx";
import { comparedBy } from "./take-pictures.ts";
import { recorderFor } from "./walk-recorder.tsx";

const route = getRouteApi("/field/tasks/$caseNo/$task");
const NO_FORM: Schema = { type: "object", properties: {} };

/** Of what the case knows, only what the form asks. */
export function startOf(schema: Schema, values: Values): Values {
  const asked = objectAt(schema, "properties");
  const given = Object.entries(values).filter(([name, value]) => asked[name] !== undefined && value !== null);
  return { ...noVerdictsYet(schema), ...defaultsOf(schema), ...Object.fromEntries(given) };
}

/** One task on the phone: what is asked, the photos there are, and its form; done with or without a line. */
export function FieldTaskPage(): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { caseNo, task: id } = route.useParams();
  const navigate = useNavigate();
  const { person, taken, online } = useFieldState();
  const page = taken?.cases[caseNo];
  const task = page?.tasks.find((each) => each.id === id);
  const account = person?.id ?? "";
  const draft = `${account} ${caseNo} ${id}`;
  const hours = taken?.field.tracking ?? null;
  const drawRecorder = useMemo(
    () => recorderFor({ id: draft, account, caseNo, task: id }, hours),
    // The hours are the same as long as they say the same.
    // oxlint-disable-next-line react/exhaustive-deps
    [draft, account, caseNo, id, hours?.from, hours?.to],
  );
  if (page === undefined || task === undefined || person === undefined)
    return (
      <main id="main" className="field-page">
        <h1>{caseNo}</h1>
        <p>{say(fieldWords.notTaken)}</p>
        <Link className="button" to="/field">
          {say(fieldWords.back)}
        </Link>
      </main>
    );
  const schema: Schema = task.form ?? NO_FORM;
  const start = startOf(schema, task.values);
  const matter = page.matter ?? "";
  const title = `${say(task.name)} · ${say(page.summary.title)}`;
  const due = task.dueAt ?? page.summary.clock?.due ?? null;
  const seq = Math.max(0, ...page.history.map((line) => line.seq));
  const pictures = page.materials.flatMap(({ id: material, name, files }) =>
    files.filter(({ type }) => type.startsWith("image/")).map(({ sha256 }) => ({ material, name, sha256 })),
  );
  return (
    <main id="main" className="field-page">
      <h1>{say(task.name)}</h1>
      <p>
        <strong>{say(page.summary.title)}</strong>
        <br />
        <span className="small quiet number">{caseNo}</span>
        {due !== null && (
          <span className="small quiet">
            {" · "}
            {say(fieldWords.dueAt, { at: formatEnd(due, language) })}
          </span>
        )}
      </p>
      <PhotoPair
        caseNo={caseNo}
        compare={comparedBy(schema)}
        materials={page.materials}
        schema={schema}
        draft={draft}
        online={online}
      />
      <details className="field-case">
        <summary>{say(fieldWords.lookUp)}</summary>
        <dl className="field-facts">
          {page.form.map(({ name, label, value }) => (
            <div key={name}>
              <dt>{say(label)}</dt>
              <dd>{say(value)}</dd>
            </div>
          ))}
        </dl>
        {online &&
          pictures.map(({ sha256, material, name }) => (
            <figure key={`${sha256} ${material}`} className="field-figure">
              <img
                src={`/api/cases/${encodeURIComponent(caseNo)}/files/${sha256}?size=view`}
                alt={say(name)}
                loading="lazy"
              />
              <figcaption>
                <PhotoNotes caseNo={caseNo} sha256={sha256} material={material} />
              </figcaption>
            </figure>
          ))}
      </details>
      {task.refused !== null ? (
        <p className="notice">{say(task.refused)}</p>
      ) : (
        <FieldForm
          account={person.id}
          name={person.name}
          draft={draft}
          given={task.values}
          drawRecorder={drawRecorder}
          hours={hours}
          schema={schema}
          start={start}
          matter={matter}
          materials={page.materials}
          keep={async (values) => {
            const act = {
              kind: "complete" as const,
              caseNo,
              task: id,
              element: task.element,
              version: page.version,
              before: start,
              seq,
            };
            const item = { account: person.id, title, act, schema, values, materials: {}, matter };
            await keepItem(item, draft);
            await navigate({ to: "/field/queue" });
          }}
        />
      )}
    </main>
  );
}
