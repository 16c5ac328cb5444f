import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { defaultsOf, fieldsOf, type Schema, type Values } from "../forms/schema.ts";
import { useSay } from "../language/say.ts";
import { fieldWords } from "../words/field.ts";
import { FieldForm } from "./field-form.tsx";
import { useFieldState } from "./field-frame.tsx";
import { keepItem } from "./keep-item.ts";

/** Where the form asks who saw it: whoever works in the field (网格员上报). */
const startOf = (form: Schema): Values => ({
  ...defaultsOf(form),
  ...(fieldsOf(form).some(([name]) => name === "source") ? { source: "grid" } : {}),
});

/** Reports an incident from where it is: photo first, then the place, then words. */
export function FieldReportPage(): ReactNode {
  const say = useSay();
  const navigate = useNavigate();
  const { person, taken } = useFieldState();
  const guide = taken?.report ?? null;
  if (person === undefined || guide === null)
    return (
      <main id="main" className="field-page">
        <h1>{say(fieldWords.report)}</h1>
        <p>{say(taken === undefined ? fieldWords.noReportYet : fieldWords.noReport)}</p>
      </main>
    );
  const [material] = guide.materials;
  const draft = `${person.id} report ${guide.summary.id}`;
  return (
    <main id="main" className="field-page">
      <h1>{say(guide.summary.name)}</h1>
      <FieldForm
        account={person.id}
        name={person.name}
        draft={draft}
        schema={guide.form}
        start={startOf(guide.form)}
        matter={guide.summary.id}
        materials={[]}
        answered={["source"]}
        {...(material === undefined ? {} : { photos: { id: material.id, name: material.name } })}
        keep={async (values, photos) => {
          const materials = material === undefined || photos.length === 0 ? {} : { [material.id]: photos };
          const act = { kind: "report" as const, matter: guide.summary.id };
          const title = say(guide.summary.name);
          const item = {
            account: person.id,
            title,
            act,
            schema: guide.form,
            values,
            materials,
            matter: guide.summary.id,
          };
          await keepItem(item, draft);
          await navigate({ to: "/field/queue" });
        }}
      />
    </main>
  );
}
