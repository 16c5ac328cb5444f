import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { WindowApplicantAnswer } from "#contract";
import { request } from "../api/request.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { windowWords } from "../words/window.ts";
import { type CardRead, readCard } from "./card-reader.ts";
import { Line } from "./line.tsx";
import { anotherParty, isPerson, partyOf, type Taking } from "./taking.ts";

type Props = {
  readonly hall: string;
  readonly cardReader: string;
  readonly taking: Taking;
  readonly onChange: (change: Partial<Taking>) => void;
  readonly onKnown: (known: WindowApplicantAnswer) => void;
};

/** Whose it is and who comes: by card or typed, then held against the register. */
export function PersonPart({ hall, cardReader, taking, onChange, onKnown }: Props): ReactNode {
  const say = useSay();
  const [card, setCard] = useState<CardRead["kind"] | "reading">();
  const { matter, register, key, name, agent, known } = taking;
  const person = isPerson(taking);
  const others = !person || agent;
  const check = useMutation({
    mutationFn: () =>
      request<WindowApplicantAnswer>("/api/window/applicant", {
        method: "POST",
        body: { matter: matter?.id, hall, applicant: partyOf(taking) },
      }),
    onSuccess: onKnown,
  });
  // A card is of who stands here: of the applicant, unless somebody else comes.
  const read = async (): Promise<void> => {
    setCard("reading");
    const answer = await readCard(cardReader);
    setCard(answer.kind);
    if (answer.kind !== "card") return;
    const who = { read: "card" as const };
    if (others) onChange({ ...who, visitorName: answer.name, visitorIdNo: answer.idNo });
    else onChange({ ...anotherParty(taking), ...who, name: answer.name, key: answer.idNo });
  };
  if (matter === null) return null;
  const number = matter.registers.find(({ id }) => id === register)?.key;
  const registerName = matter.registers.find(({ id }) => id === register)?.name;
  return (
    <form
      className="window-person"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!check.isPending) check.mutate();
      }}
    >
      {matter.registers.length > 1 && (
        <fieldset className="field choice-line">
          <legend className="field-label">{say(windowWords.applicantKind)}</legend>
          {matter.registers.map((each) => (
            <label key={each.id}>
              <input
                type="radio"
                name="window-register"
                checked={each.id === register}
                onChange={() => onChange({ ...anotherParty(taking), register: each.id })}
              />
              {say(each.person ? windowWords.person : windowWords.firm)}
            </label>
          ))}
        </fieldset>
      )}
      <div className="window-two">
        <Line
          id="window-key"
          label={say(number ?? windowWords.idNo)}
          value={key}
          onChange={(value) =>
            onChange({ ...anotherParty(taking), key: value, ...(others ? {} : { read: "typed" }) })
          }
        />
        <Line
          id="window-name"
          label={say(person ? windowWords.name : windowWords.firmName)}
          value={name}
          onChange={(value) => onChange({ ...anotherParty(taking), name: value })}
        />
      </div>
      {matter.agent && (
        <fieldset className="field choice-line">
          <legend className="field-label">{say(windowWords.who)}</legend>
          <label>
            <input
              type="checkbox"
              checked={agent}
              onChange={(event) => onChange({ agent: event.target.checked })}
            />
            {say(person ? windowWords.byAgent : windowWords.byFirmAgent)}
          </label>
          {!person && !agent && <span className="small quiet">{say(windowWords.byRepresentative)}</span>}
        </fieldset>
      )}
      {others && (
        <div className="window-two">
          <Line
            id="window-visitor-id"
            label={say(windowWords.visitorIdNo)}
            value={taking.visitorIdNo}
            onChange={(value) => onChange({ visitorIdNo: value, read: "typed" })}
          />
          <Line
            id="window-visitor-name"
            label={say(windowWords.visitorName)}
            value={taking.visitorName}
            onChange={(value) => onChange({ visitorName: value })}
          />
          {agent && (
            <Line
              id="window-letter-until"
              type="date"
              label={say(windowWords.letterUntil)}
              value={taking.letterUntil}
              onChange={(value) => onChange({ letterUntil: value })}
            />
          )}
        </div>
      )}
      <div className="button-row">
        <button type="submit" className={known === null ? "button button-main" : "button"}>
          {say(windowWords.check)}
        </button>
        <button id="window-card" type="button" className="button" onClick={() => void read()}>
          {say(card === "reading" ? windowWords.reading : windowWords.readCard)}
        </button>
        {known !== null && registerName !== undefined && (
          <span className="tag tag-good" role="status">
            {say(windowWords.checked, { register: say(registerName) })}
          </span>
        )}
      </div>
      {(card === "none" || card === "away") && (
        <p className="small quiet" role="status">
          {say(card === "none" ? windowWords.noCard : windowWords.noReader)}
        </p>
      )}
      {check.isError && known === null && <ProblemNotice error={check.error} />}
    </form>
  );
}
