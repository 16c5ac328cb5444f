import type { DutyAnswer, MapCasesAnswer, ReceiptAnswer } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState, type ReactNode } from "react";
import { dutyQuery, urgentCasesQuery } from "../api/command-queries.ts";
import { request } from "../api/request.ts";
import "../design/forms.css";
import { useSay } from "../language/say.ts";
import { useAccount } from "../session/session.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { commandWords as words } from "../words/command.ts";

type Props = { readonly matter: string } & Pick<DutyAnswer, "day" | "rooms">;

/** Handing over a shift: what is urgent and open goes with it as it stands. */
export function HandOverForm({ matter, day, rooms }: Props): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const ids = { remarks: useId(), hint: useId(), wrong: useId() };
  const field = useRef<HTMLTextAreaElement>(null);
  const own = useAccount()?.posts.find(({ organ }) => rooms.some(({ id }) => id === organ))?.organ;
  const [asked, setRoom] = useState<string>();
  const room = asked ?? own ?? rooms[0]?.id;
  const [remarks, setRemarks] = useState("");
  const [missing, setMissing] = useState(false);
  // Sent again after a lost answer, it is handed over once.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const urgent = useQuery(urgentCasesQuery);
  const linesOf = (items: MapCasesAnswer["items"]): readonly string[] =>
    items.map(({ case: one }) => `${one.caseNo} ${say(one.title)}`);
  const cases = linesOf(urgent.data?.items ?? []);
  const handing = useMutation({
    mutationFn: async () => {
      // What stands now, also where the list was not there yet.
      const standing = linesOf((await client.fetchQuery(urgentCasesQuery)).items);
      return request<ReceiptAnswer>("/api/cases", {
        method: "POST",
        idempotencyKey: key,
        body: {
          matter,
          values: {
            room,
            shiftDay: day,
            remarks: remarks.trim(),
            ...(standing.length === 0 ? {} : { urgentCases: standing }),
          },
          materials: {},
        },
      });
    },
    onSuccess: () => {
      setRemarks("");
      setKey(crypto.randomUUID());
      void client.invalidateQueries({ queryKey: dutyQuery.queryKey });
    },
  });
  const send = (): void => {
    const isMissing = remarks.trim() === "";
    setMissing(isMissing);
    if (isMissing) field.current?.focus();
    else if (!handing.isPending) handing.mutate();
  };
  return (
    <section className="panel hand-over" aria-labelledby="hand-over">
      <h2 id="hand-over">{say(words.handOver)}</h2>
      <p className="small quiet">{say(words.handOverLead)}</p>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <fieldset className="rooms">
          <legend>{say(words.room)}</legend>
          {rooms.map(({ id, name }) => (
            <label key={id}>
              <input type="radio" name="room" checked={room === id} onChange={() => setRoom(id)} />{" "}
              {say(name)}
            </label>
          ))}
        </fieldset>
        <div>
          <h3 className="small">
            {urgent.isSuccess ? say(words.urgentOpen, { count: cases.length }) : say(words.urgentLooked)}
          </h3>
          {urgent.isError && <ProblemNotice error={urgent.error} />}
          {urgent.data?.items.length === 0 && <p className="small quiet">{say(words.noUrgentOpen)}</p>}
          <ul className="small urgent-cases">
            {cases.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          {urgent.data?.more === true && <p className="notice small">{say(words.urgentMore)}</p>}
        </div>
        <div className={missing ? "field field-wrong" : "field"}>
          <label htmlFor={ids.remarks}>{say(words.remarks)}</label>
          <p id={ids.hint} className="small quiet">
            {say(words.remarksHint)}
          </p>
          {missing && (
            <p id={ids.wrong} className="field-error" role="alert">
              {say(words.remarksNeeded)}
            </p>
          )}
          <textarea
            ref={field}
            id={ids.remarks}
            className="input"
            rows={5}
            maxLength={2000}
            value={remarks}
            aria-invalid={missing}
            aria-describedby={missing ? `${ids.hint} ${ids.wrong}` : ids.hint}
            onChange={(event) => {
              setRemarks(event.target.value);
              setMissing(false);
            }}
          />
        </div>
        {handing.isError && <ProblemNotice error={handing.error} />}
        {handing.isSuccess && remarks === "" && (
          <p className="notice notice-good" role="status">
            {say(words.handedOver)}
          </p>
        )}
        <div className="button-row">
          <button type="submit" className="button button-main" aria-disabled={handing.isPending}>
            {say(words.handOver)}
          </button>
        </div>
      </form>
    </section>
  );
}
