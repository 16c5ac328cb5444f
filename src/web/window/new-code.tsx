import type { QueryCodeAnswer, QueryCodeRequest } from "#contract";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";
import { useSay } from "../language/say.ts";
import { QueryCodeSlip } from "../portal/query-code.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { deliveryWords } from "../words/delivery.ts";
import { windowWords as words } from "../words/window.ts";
import { readCard } from "./card-reader.ts";
import { Line } from "./line.tsx";
import { PrintReceipt } from "./print-receipt.tsx";

type Props = { readonly hall: string; readonly cardReader: string };

const NOBODY = { caseNo: "", name: "", idNo: "", read: "typed" as "card" | "typed", letterSeen: false };

/** A query code given anew to who has lost theirs, against the card; the former one dies with it. */
export function NewCode({ hall, cardReader }: Props): ReactNode {
  const say = useSay();
  const [told, setTold] = useState(NOBODY);
  const key = useRef(crypto.randomUUID());
  const caseNo = told.caseNo.replaceAll(/[\s-]/g, "");
  const give = useMutation({
    mutationFn: async () => {
      const body: QueryCodeRequest = {
        hall,
        visitor: { name: told.name.trim(), idNo: told.idNo.trim(), read: told.read },
        letterSeen: told.letterSeen,
      };
      const path = `/api/window/cases/${encodeURIComponent(caseNo)}/query-code`;
      const given = await request<QueryCodeAnswer>(path, {
        method: "POST",
        body,
        idempotencyKey: key.current,
      });
      return { ...given, caseNo };
    },
    onSuccess: () => {
      key.current = crypto.randomUUID();
      setTold(NOBODY);
    },
    onError: (error) => {
      const { status } = asRefusal(error);
      if (status >= 400 && status < 500 && status !== 401) key.current = crypto.randomUUID();
    },
  });
  const read = async (): Promise<void> => {
    const card = await readCard(cardReader);
    if (card.kind === "card") setTold({ ...told, name: card.name, idNo: card.idNo, read: "card" });
  };
  return (
    <details className="section no-print new-code">
      <summary>{say(words.newCode)}</summary>
      <form
        className="window-person"
        noValidate
        aria-label={say(words.newCode)}
        onSubmit={(event) => {
          event.preventDefault();
          if (!give.isPending) give.mutate();
        }}
      >
        <p className="small quiet">{say(words.newCodeNote)}</p>
        <Line
          id="new-code-case"
          label={say(words.caseNo)}
          value={told.caseNo}
          onChange={(value) => setTold({ ...told, caseNo: value })}
        />
        <div className="window-two">
          <Line
            id="new-code-id"
            label={say(words.cardIdNo)}
            value={told.idNo}
            onChange={(value) => setTold({ ...told, idNo: value, read: "typed" })}
          />
          <Line
            id="new-code-name"
            label={say(words.cardName)}
            value={told.name}
            onChange={(value) => setTold({ ...told, name: value })}
          />
        </div>
        <label className="choice-line">
          <input
            type="checkbox"
            checked={told.letterSeen}
            onChange={(event) => setTold({ ...told, letterSeen: event.target.checked })}
          />
          {say(deliveryWords.letterSeen)}
        </label>
        {give.isError && <ProblemNotice error={give.error} />}
        <div className="button-row">
          <button type="submit" className="button button-main" aria-disabled={give.isPending}>
            {say(words.newCodeGive)}
          </button>
          <button type="button" className="button" onClick={() => void read()}>
            {say(words.readCard)}
          </button>
        </div>
      </form>
      {give.data !== undefined && (
        <div className="notice notice-good" role="status">
          <p>{say(words.newCodeGiven, { caseNo: give.data.caseNo })}</p>
          <QueryCodeSlip {...give.data} />
          <PrintReceipt caseNo={give.data.caseNo} code={give.data.code} />
        </div>
      )}
    </details>
  );
}
