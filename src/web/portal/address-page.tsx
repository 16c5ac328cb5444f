import type { AddressCheckAnswer, AddressCheckForm } from "#contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import { addressFormQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import "../design/forms.css";
import "../design/portal.css";
import { useSay } from "../language/say.ts";
import { NotFound } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { situations as words } from "../words/situations.ts";

const route = getRouteApi("/address-check");

type Finding = AddressCheckAnswer["findings"][number];
const LEVELS = { stops: words.stops, mind: words.mindThis, fine: words.fine } as const;
const OUTSIDE = "outside";

function Findings({
  answer,
  onChoose,
}: {
  readonly answer: AddressCheckAnswer;
  readonly onChoose: (address: string) => void;
}): ReactNode {
  const say = useSay();
  const { address, alike, findings } = answer;
  return (
    <section className="section" aria-live="polite">
      {address !== null && <p className="quiet">{say(words.found, { address })}</p>}
      <ul className="findings">
        {findings.map((finding: Finding) => (
          <li key={finding.said.zh} className={`finding finding-${finding.level}`}>
            <strong>{say(LEVELS[finding.level])}</strong>
            <span>{say(finding.said)}</span>
            {finding.basis !== "" && (
              <span className="small quiet">{say(words.basis, { basis: finding.basis })}</span>
            )}
          </li>
        ))}
      </ul>
      {alike.length > 0 && (
        <>
          <p>{say(words.alike)}</p>
          <ul className="alike">
            {alike.map((each) => (
              <li key={each}>
                <button type="button" className="button button-small" onClick={() => onChoose(each)}>
                  {each}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Form({
  form,
  start,
}: {
  readonly form: NonNullable<AddressCheckForm>;
  readonly start: string;
}): ReactNode {
  const say = useSay();
  const id = useId();
  const [business, setBusiness] = useState(start);
  const [division, setDivision] = useState("");
  const [address, setAddress] = useState("");
  const [tried, setTried] = useState(false);
  const check = useMutation({
    mutationFn: (at: string) =>
      request<AddressCheckAnswer>("/api/address-check", {
        method: "POST",
        body: { business, division: division === OUTSIDE ? "" : division, address: at },
      }),
  });
  const isReady = business !== "" && division !== "" && (division === OUTSIDE || address.trim().length > 1);
  const ask = (at: string): void => {
    setTried(true);
    setAddress(at);
    if (isReady) check.mutate(at.trim());
  };
  return (
    <>
      <form
        className="address-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask(address);
        }}
      >
        <div className="field">
          <label className="field-label" htmlFor={`${id}-business`}>
            {say(words.business)}
          </label>
          <select
            id={`${id}-business`}
            className="input"
            value={business}
            onChange={(event) => setBusiness(event.target.value)}
          >
            <option value="">{say(words.choose)}</option>
            {form.businesses.map((each) => (
              <option key={each.id} value={each.id}>
                {say(each.name)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label className="field-label" htmlFor={`${id}-community`}>
            {say(words.community)}
          </label>
          <select
            id={`${id}-community`}
            className="input"
            value={division}
            onChange={(event) => setDivision(event.target.value)}
          >
            <option value="">{say(words.choose)}</option>
            {form.places.map((each) => (
              <option key={each.id} value={each.id}>
                {say(each.name)}
              </option>
            ))}
            <option value={OUTSIDE}>{say(words.outside)}</option>
          </select>
        </div>
        <div className="field">
          <label className="field-label" htmlFor={`${id}-address`}>
            {say(words.address)}
          </label>
          <input
            id={`${id}-address`}
            className="input"
            maxLength={200}
            value={address}
            placeholder={say(words.addressHint)}
            onChange={(event) => setAddress(event.target.value)}
          />
        </div>
        {tried && !isReady && (
          <p className="field-error" role="alert">
            {say(words.missing)}
          </p>
        )}
        <div className="button-row">
          <button type="submit" className="button button-main">
            {say(words.check)}
          </button>
        </div>
      </form>
      {check.isError && <ProblemNotice error={check.error} />}
      {check.data !== undefined && <Findings answer={check.data} onChoose={ask} />}
    </>
  );
}

/** What stands in the way of a business at an address, told before a lease is signed. */
export function AddressPage(): ReactNode {
  const say = useSay();
  const { business } = route.useSearch();
  const form = useQuery(addressFormQuery);
  if (form.data === null) return <NotFound />;
  return (
    <Page title={say(words.addressTitle)} width="narrow">
      <p className="lead">{say(words.addressLead)}</p>
      {form.isError && <ProblemNotice error={form.error} onRetry={() => void form.refetch()} />}
      {form.isPending && <Skeleton lines={5} />}
      {form.data !== undefined && form.data !== null && (
        <>
          <Form form={form.data} start={business} />
          <p className="section small quiet">{say(form.data.note)}</p>
        </>
      )}
    </Page>
  );
}
