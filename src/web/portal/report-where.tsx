import type { PlaceAnswer } from "#contract";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { request, withQuery } from "../api/request.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { reportWords as words } from "../words/report.ts";
import { grouped, locate, type ReportDraft, type ReportForm } from "./report-draft.ts";

type Props = {
  readonly form: ReportForm;
  readonly draft: ReportDraft;
  readonly wrong: boolean;
  readonly onChange: (change: Partial<ReportDraft>) => void;
};

/** Where it is: the phone's place, or a community and an address. */
export function ReportWhere({ form, draft, wrong, onChange }: Props): ReactNode {
  const say = useSay();
  const find = useMutation({
    mutationFn: async () => {
      const point = await locate();
      if (point === undefined) return null;
      const at = { lon: String(point.lon), lat: String(point.lat) };
      return { point, place: await request<PlaceAnswer>(withQuery("/api/places/at", at)) };
    },
    onSuccess: (found) => onChange({ point: found?.point ?? null }),
    onError: () => onChange({ point: null }),
  });
  const place = find.data?.place;
  const named = place?.community ?? place?.town ?? null;
  const { point } = draft;
  const metres = String(point?.accuracy ?? "");
  return (
    <fieldset className={`field${wrong ? " field-wrong" : ""}`} id="report-where">
      <legend className="field-label">{say(words.where)}</legend>
      <div className="button-row">
        <button type="button" className="button" disabled={find.isPending} onClick={() => find.mutate()}>
          {say(find.isPending ? words.locating : point === null ? words.locate : words.locateAgain)}
        </button>
        {point !== null && (
          <button type="button" className="text-button" onClick={() => onChange({ point: null })}>
            {say(words.noPoint)}
          </button>
        )}
      </div>
      <div role="status">
        {point !== null && (
          <p className="report-located">
            {named === null
              ? say(words.located, { metres })
              : say(words.locatedIn, { metres, place: say(named.name) })}
          </p>
        )}
        {find.data === null && point === null && <p className="small">{say(words.locateFailed)}</p>}
      </div>
      {find.isError && <ProblemNotice error={find.error} />}
      {point === null && (
        <div className="field">
          <label className="field-label" htmlFor="report-community">
            {say(words.community)}
          </label>
          <select
            id="report-community"
            className="input"
            value={draft.community}
            onChange={(event) => onChange({ community: event.target.value })}
          >
            <option value="">{say(words.choose)}</option>
            {grouped(form.communities, ({ town }) => say(town)).map(({ name, items }) => (
              <optgroup key={name} label={name}>
                {items.map((each) => (
                  <option key={each.code} value={each.code}>
                    {say(each.name)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </div>
      )}
      <div className="field">
        <label className="field-label" htmlFor="report-address">
          {say(words.address)}
        </label>
        <input
          id="report-address"
          className="input"
          maxLength={200}
          value={draft.address}
          placeholder={say(words.addressHint)}
          onChange={(event) => onChange({ address: event.target.value })}
        />
      </div>
      {wrong && (
        <p className="field-error" role="alert">
          {say(words.addressMissing)}
        </p>
      )}
    </fieldset>
  );
}
