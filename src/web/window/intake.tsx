import type { GuideAnswer, WindowReceiptAnswer } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { guideQuery } from "../api/queries.ts";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";
import { windowQuery } from "../api/window-queries.ts";
import { ErrorSummary } from "../forms/error-summary.tsx";
import { FormSurroundings } from "../forms/form-context.ts";
import { FormFields } from "../forms/form-fields.tsx";
import { type FieldProblem, problemsFromServer, stillWrong } from "../forms/validate.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { windowWords } from "../words/window.ts";
import { MaterialsPart } from "./materials-part.tsx";
import { MatterPart } from "./matter-part.tsx";
import { openMade } from "./open-paper.ts";
import { PersonPart } from "./person-part.tsx";
import { type Taken, TakenPart } from "./taken-part.tsx";
import {
  faultsOf,
  filledHere,
  formOf,
  intakeOf,
  NOTHING_FOR_MATTER,
  NOTHING_TAKEN,
  startValues,
  type Taking,
  type WindowMatter,
} from "./taking.ts";
import { useWindowDraft } from "./use-window-draft.ts";
import { useWindowKeys } from "./use-window-keys.ts";

const PREFIX = "window";

type Props = {
  readonly at: { readonly hall: string; readonly counter: string; readonly ticket: string | null };
  readonly cardReader: string;
  readonly start: Taking;
};

/** One intake after the other: the page is the same, the person another. */
export function Intake({ at, cardReader, start }: Props): ReactNode {
  const client = useQueryClient();
  const [taking, setTaking] = useState(start);
  const [taken, setTaken] = useState<Taken>();
  const begun = useRef(0);
  const forget = useWindowDraft(taking);
  const change = (told: Partial<Taking>): void => setTaking((now) => ({ ...now, ...told }));
  const anew = (): void => {
    forget();
    setTaking(NOTHING_TAKEN);
    setTaken(undefined);
  };
  useWindowKeys({
    "1": () => (taking.matter === null ? focus("#window-matter input") : change({ matter: null })),
    "2": () => focus("#window-key"),
    "3": () => focus("#window-form :is(input, select, textarea)"),
    "4": () => focus("#window-materials input"),
    r: () => document.querySelector<HTMLElement>("#window-card")?.click(),
    p: () => document.querySelector<HTMLElement>("#window-print")?.click(),
    n: anew,
  });
  if (taken !== undefined) return <TakenPart taken={taken} onNext={anew} />;
  return (
    <Steps
      at={at}
      cardReader={cardReader}
      taking={taking}
      change={change}
      setTaking={setTaking}
      onBegin={() => {
        begun.current = Date.now();
      }}
      onAnew={anew}
      onTaken={(receipt, matter) => {
        forget();
        void client.invalidateQueries({ queryKey: windowQuery.queryKey });
        // What was begun before and restored was not timed from its beginning.
        const seconds = begun.current === 0 ? null : Math.round((Date.now() - begun.current) / 1000);
        setTaken({ receipt, matter, seconds, name: taking.name.trim() });
        setTaking(NOTHING_TAKEN);
      }}
    />
  );
}

/** Where faults of what is given stand: materials and promises. */
const GIVEN = /^\/(?:materials|deferral|commitment)\b/;

const focus = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus();

type StepsProps = Omit<Props, "start"> & {
  readonly taking: Taking;
  readonly change: (told: Partial<Taking>) => void;
  readonly setTaking: (change: (taking: Taking) => Taking) => void;
  readonly onBegin: () => void;
  readonly onAnew: () => void;
  readonly onTaken: (receipt: WindowReceiptAnswer, matter: WindowMatter) => void;
};

function Steps(props: StepsProps): ReactNode {
  const say = useSay();
  const { at, cardReader, taking, change, onBegin } = props;
  const { matter, known } = taking;
  const guide = useQuery({ ...guideQuery(matter?.id ?? ""), enabled: matter !== null });
  return (
    <div className="window-parts">
      <section id="window-matter" aria-labelledby="window-matter-name">
        <h2 id="window-matter-name">{say(windowWords.matterPart)}</h2>
        <MatterPart
          hall={at.hall}
          matter={matter}
          onChoose={(chosen) => {
            onBegin();
            change({ ...NOTHING_FOR_MATTER, matter: chosen, register: chosen?.registers[0]?.id ?? "" });
            if (chosen !== null) setTimeout(() => focus("#window-key"), 50);
          }}
        />
      </section>
      {matter !== null && (
        <section aria-labelledby="window-person-name">
          <h2 id="window-person-name">{say(windowWords.personPart)}</h2>
          <PersonPart
            hall={at.hall}
            cardReader={cardReader}
            taking={taking}
            onChange={change}
            onKnown={(answer) => {
              if (guide.data === undefined) return;
              change({ known: answer, values: { ...startValues(guide.data, answer), ...taking.values } });
              setTimeout(() => focus("#window-form :is(input, select, textarea)"), 50);
            }}
          />
        </section>
      )}
      {matter !== null && known === null && <p className="small quiet">{say(windowWords.formLater)}</p>}
      {matter !== null && known !== null && guide.data !== undefined && (
        <FormAndMaterials {...props} guide={guide.data} matter={matter} />
      )}
    </div>
  );
}

type FormProps = StepsProps & { readonly guide: GuideAnswer; readonly matter: WindowMatter };

function FormAndMaterials(props: FormProps): ReactNode {
  const { guide, matter, taking, at, setTaking, onTaken } = props;
  const say = useSay();
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const key = useRef(crypto.randomUUID());
  const sending = useMutation({
    mutationFn: () =>
      request<WindowReceiptAnswer>("/api/window/cases", {
        method: "POST",
        body: intakeOf(guide, taking, at),
        idempotencyKey: key.current,
      }),
    onSuccess: (receipt) => onTaken(receipt, matter),
    onError: (error) => {
      const { status, problem } = asRefusal(error);
      // What was refused may be mended and sent again; what was not answered is sent as the same.
      if (status >= 400 && status < 500 && status !== 401) key.current = crypto.randomUUID();
      setProblems(
        problemsFromServer(problem.fields).filter(({ pointer }) => !pointer.startsWith("/window/")),
      );
      setAttempt(attempt + 1);
    },
  });
  const handIn = (): void => {
    if (sending.isPending) return;
    const found = faultsOf(guide, taking);
    setProblems(found);
    setAttempt(attempt + 1);
    if (found.length === 0) sending.mutate();
  };
  useWindowKeys({ enter: handIn });
  const hidden = new Set(filledHere(matter));
  const values = formOf(taking);
  const surroundings: FormSurroundings = {
    values,
    problems,
    sources: taking.known?.sources ?? {},
    prefilled: taking.known?.values ?? {},
    materials: [],
    signer: taking.known?.name ?? "",
    matter: matter.id,
    knownFiles: [],
    idPrefix: PREFIX,
  };
  const print = useMutation({
    mutationFn: () =>
      openMade("/api/window/blank", { matter: matter.id, hall: at.hall, applicantName: taking.name, values }),
  });
  const isAgain = sending.isError && asRefusal(sending.error).problem.code === "WINDOW_ALREADY_OPEN";
  return (
    <form
      className="form window-form"
      noValidate
      aria-label={say(windowWords.formPart)}
      onSubmit={(event) => {
        event.preventDefault();
        handIn();
      }}
    >
      <ErrorSummary problems={problems} idPrefix={PREFIX} attempt={attempt} />
      {sending.isError && problems.length === 0 && <ProblemNotice error={sending.error} />}
      {isAgain && (
        <div className="field">
          <label className="field-label" htmlFor="window-again">
            {say(windowWords.again)}
          </label>
          <input
            id="window-again"
            className="input"
            value={taking.again}
            onChange={(event) => props.change({ again: event.target.value })}
          />
        </div>
      )}
      <FormSurroundings value={surroundings}>
        <section id="window-form" aria-labelledby="window-form-name">
          <div className="heading-line">
            <h2 id="window-form-name">{say(windowWords.formPart)}</h2>
            <button type="button" className="button button-small" onClick={() => print.mutate()}>
              {say(windowWords.blank)}
            </button>
          </div>
          {print.isError && <ProblemNotice error={print.error} />}
          {guide.groups.map(({ id, name, fields }) => {
            const asked = fields.filter((field) => !hidden.has(field));
            if (asked.length === 0) return null;
            return (
              <fieldset key={id} className="window-group">
                <legend>{say(name)}</legend>
                <FormFields
                  schema={guide.form}
                  values={values}
                  only={asked}
                  onChange={(next) => {
                    setTaking((now) => ({ ...now, values: next }));
                    if (problems.length > 0)
                      setProblems(
                        stillWrong(problems, faultsOf(guide, { ...taking, values: next }), values, next),
                      );
                  }}
                />
              </fieldset>
            );
          })}
        </section>
        <section id="window-materials" aria-labelledby="window-materials-name">
          <h2 id="window-materials-name">{say(windowWords.materialsPart)}</h2>
          <MaterialsPart
            hall={at.hall}
            guide={guide}
            taking={taking}
            onChange={(change) => {
              setTaking(change);
              // A promise or a scan mends what was missing: it is no longer told as wrong.
              const found = new Set(faultsOf(guide, change(taking)).map(({ pointer }) => pointer));
              setProblems((told) => told.filter(({ pointer }) => found.has(pointer) || !GIVEN.test(pointer)));
            }}
          />
        </section>
      </FormSurroundings>
      <div className="button-row window-ways">
        <button type="submit" className="button button-main" aria-disabled={sending.isPending}>
          {say(sending.isPending ? windowWords.handingIn : windowWords.handIn)}
        </button>
        <button type="button" className="button" onClick={props.onAnew}>
          {say(windowWords.startAnew)}
        </button>
      </div>
    </form>
  );
}
