import type { DutyAnswer } from "#contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { dutyQuery } from "../api/command-queries.ts";
import { asRefusal } from "../api/refusal.ts";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { commandWords as words } from "../words/command.ts";
import { CommandFrame } from "./command-frame.tsx";
import { Handovers } from "./handovers.tsx";
import { HandOverForm } from "./hand-over-form.tsx";

type Shift = DutyAnswer["shifts"][number];

/** 值班和交接班: who is on shift today, handing over, and what was handed over. */
export function DutyPage(): ReactNode {
  const say = useSay();
  const { data, error, refetch } = useQuery(dutyQuery);
  const status = error === null ? 0 : asRefusal(error).status;
  if (status === 401 || status === 403) return <RefusedPage error={error} onRetry={() => void refetch()} />;
  return (
    <CommandFrame title={say(words.duty)} here="duty">
      {error !== null && data === undefined && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton lines={10} />}
      {data !== undefined && <Duty duty={data} />}
    </CommandFrame>
  );
}

function Duty({ duty }: { readonly duty: DutyAnswer }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <div className="duty">
      <section aria-labelledby="on-duty">
        <h2 id="on-duty">
          {say(words.onDuty)} <span className="small quiet number">{formatDay(duty.day, language)}</span>
        </h2>
        {duty.shifts.length === 0 ? (
          <div className="empty">
            <h3>{say(words.noShift)}</h3>
            <p>{say(words.noShiftNext)}</p>
          </div>
        ) : (
          <Shifts shifts={duty.shifts} />
        )}
        <Handovers handovers={duty.handovers} />
      </section>
      {duty.handover !== null && <HandOverForm matter={duty.handover} day={duty.day} rooms={duty.rooms} />}
    </div>
  );
}

function Shifts({ shifts }: { readonly shifts: readonly Shift[] }): ReactNode {
  const say = useSay();
  return (
    <table className="tasks">
      <thead>
        <tr>
          {[words.who, words.organ, words.time, words.telephone].map((column) => (
            <th key={column.en} scope="col">
              {say(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shifts.map((shift) => (
          <tr key={`${shift.id} ${shift.sinceYesterday}`}>
            <th scope="row">
              {shift.name} {shift.now && <span className="tag tag-good">{say(words.nowOn)}</span>}
            </th>
            <td data-label={say(words.organ)}>
              <span>{say(shift.organName)}</span>
            </td>
            <td data-label={say(words.time)}>
              <span className="number">{timeIn(shift, say)}</span>
            </td>
            <td data-label={say(words.telephone)}>
              {shift.telephone === null ? (
                <span>—</span>
              ) : (
                <a className="number" href={`tel:${shift.telephone}`}>
                  {shift.telephone}
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function timeIn({ begins, ends, sinceYesterday }: Shift, say: ReturnType<typeof useSay>): string {
  if (sinceYesterday) return say(words.fromYesterday, { begins, ends });
  return say(ends <= begins ? words.untilTomorrow : words.sameDay, { begins, ends });
}
