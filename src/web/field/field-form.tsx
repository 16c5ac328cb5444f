import type { Bilingual, MaterialOnCase } from "#contract";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import "../design/forms.css";
import { ErrorSummary } from "../forms/error-summary.tsx";
import { type DrawRecorder, FormSurroundings } from "../forms/form-context.ts";
import { FormFields } from "../forms/form-fields.tsx";
import { fieldsOf, isObject, type Schema, type Values, withValue } from "../forms/schema.ts";
import { type FieldProblem, inOrder, validateForm, valuesInForce } from "../forms/validate.ts";
import { mapQuery } from "../api/place-queries.ts";
import { useSay } from "../language/say.ts";
import type { DutyHours } from "../track/duty-hours.ts";
import { communityAt } from "../track/inside.ts";
import { fieldWords } from "../words/field.ts";
import { reckoned } from "./clock.ts";
import { fieldDatabase, isFull } from "./database.ts";
import { photoFieldFor, Trouble } from "./photo-field.tsx";
import { PlaceField, PlaceInput } from "./place-field.tsx";
import { withSent } from "./send-queue.ts";

type Props = {
  readonly account: string;
  readonly name: string;
  /** Under what it is kept while it is filled in. */
  readonly draft: string;
  readonly schema: Schema;
  readonly start: Values;
  readonly matter: string;
  readonly materials: readonly MaterialOnCase[];
  /** A material that photos are taken for beside the form. */
  readonly photos?: { readonly id: string; readonly name: Bilingual };
  /** What the step knows beside what its form asks, and what notes where a patrol goes. */
  readonly given?: Values;
  readonly drawRecorder?: DrawRecorder;
  readonly hours?: DutyHours;
  /** Fields that are answered already and asked no more. */
  readonly answered?: readonly string[];
  readonly keep: (values: Values, photos: readonly string[]) => Promise<void>;
};

const PHOTOS = "x-photos";

/** Local names of photos stand for the names that the server will know: for a check they are such names. */
const asSent = (values: Values): Values => {
  const names = JSON.stringify(values).match(/local:[0-9a-f-]+/g) ?? [];
  const sent = withSent(values, new Map(names.map((name) => [name, "0".repeat(64)])));
  return isObject(sent) ? sent : values;
};

/** A form of the pack filled in on a phone: kept with every stroke, checked here, put in the queue as a whole. */
export function FieldForm(props: Props): ReactNode {
  const {
    account,
    name,
    draft,
    schema,
    start,
    matter,
    materials,
    photos,
    given,
    drawRecorder,
    hours,
    answered = [],
    keep,
  } = props;
  const say = useSay();
  const [values, setValues] = useState<Values>();
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [trouble, setTrouble] = useState<"full" | "other">();
  const { data: map } = useQuery(mapQuery);
  const DrawFiles = useMemo(() => photoFieldFor(account, draft), [account, draft]);
  useEffect(() => {
    void fieldDatabase.drafts.get(draft).then((kept) => setValues({ ...start, ...kept?.values }));
    // oxlint-disable-next-line react/exhaustive-deps
  }, [draft]);
  if (values === undefined) return null;
  const { [PHOTOS]: taken, ...asked } = values;
  const photoNames = Array.isArray(taken) ? taken.map(String) : [];
  const fields = fieldsOf(schema);
  const hasPlace = fields.some(([each]) => each === "place");
  const others = fields.flatMap(([each]) => (each === "place" || answered.includes(each) ? [] : [each]));
  const change = (next: Values): void => {
    setValues(next);
    fieldDatabase.drafts
      .put({ id: draft, account, values: next, at: new Date().toISOString() })
      .catch((fault: unknown) => setTrouble(isFull(fault) ? "full" : "other"));
  };
  const withDivision = (next: Values, place: unknown): Values => {
    const code = fields.some(([each]) => each === "division") ? communityAt(map, place) : undefined;
    return code === undefined ? next : { ...next, division: code };
  };
  const submit = async (): Promise<void> => {
    const filled = valuesInForce(schema, asked);
    const found = inOrder(schema, validateForm(schema, asSent(filled)));
    setProblems(found);
    setAttempt(attempt + 1);
    setTrouble(undefined);
    if (found.length > 0) return;
    try {
      await keep(filled, photoNames);
    } catch (fault) {
      setTrouble(isFull(fault) ? "full" : "other");
    }
  };
  const surroundings: FormSurroundings = {
    values: asked,
    problems,
    sources: {},
    prefilled: {},
    materials,
    signer: name,
    matter,
    knownFiles: [],
    idPrefix: "field",
    drawFiles: DrawFiles,
    drawPlace: PlaceInput,
    now: () => reckoned(Date.now()),
    ...(hours === undefined ? {} : { hours }),
    ...(given === undefined ? {} : { given }),
    ...(drawRecorder === undefined ? {} : { drawRecorder }),
  };
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ErrorSummary problems={problems} idPrefix="field" attempt={attempt} />
      {photos !== undefined && (
        <fieldset className="field">
          <legend className="field-label">{say(photos.name)}</legend>
          <DrawFiles
            id="field-photos"
            material={photos.id}
            label={say(photos.name)}
            value={photoNames}
            onChange={(next) => change({ ...values, [PHOTOS]: next })}
          />
        </fieldset>
      )}
      {hasPlace && (
        <PlaceField
          value={asked["place"]}
          onChange={(place) =>
            change({ ...withDivision(withValue(asked, "place", place), place), [PHOTOS]: photoNames })
          }
        />
      )}
      <FormSurroundings value={surroundings}>
        <FormFields
          schema={schema}
          values={asked}
          only={others}
          onChange={(next) => change({ ...next, [PHOTOS]: photoNames })}
        />
      </FormSurroundings>
      {trouble !== undefined && <Trouble of={trouble} />}
      <button type="submit" className="button button-main field-main">
        {say(fieldWords.keep)}
      </button>
    </form>
  );
}
