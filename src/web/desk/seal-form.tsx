import type { ProposeSealAnswer, ProposeSealRequest, SealsAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { sealsQuery } from "../api/certificate-queries.ts";
import { request } from "../api/request.ts";
import "../design/forms.css";
import { useSay } from "../language/say.ts";
import { Choice } from "../shell/choice.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { certificateWords as words } from "../words/certificates.ts";

const EMPTY = { name: "", sealText: "", custodian: "", validFrom: "", validTo: "", certificate: "" };
type Typed = typeof EMPTY;

/** The bytes of a file in base64. */
async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCodePoint(byte);
  return btoa(text);
}

/** A seal that is proposed for the register: whose it is, how it reads, who keeps it and how long it counts. */
export function SealForm({ organs }: Pick<SealsAnswer, "organs">): ReactNode {
  const say = useSay();
  const id = useId();
  const client = useQueryClient();
  const [organ, setOrgan] = useState(organs.length === 1 ? (organs[0]?.id ?? "") : "");
  const [typed, setTyped] = useState<Typed>(EMPTY);
  const [image, setImage] = useState<File>();
  const [round, setRound] = useState(0);
  const [missing, setMissing] = useState(false);
  const propose = useMutation({
    mutationFn: async () => {
      const body: ProposeSealRequest = {
        organ,
        name: typed.name.trim(),
        sealText: typed.sealText.trim() === "" ? null : typed.sealText.trim(),
        custodian: typed.custodian.trim(),
        validFrom: typed.validFrom,
        validTo: typed.validTo,
        certificate: typed.certificate.trim() === "" ? null : typed.certificate.trim(),
        impression: image === undefined ? null : await base64Of(image),
      };
      return request<ProposeSealAnswer>("/api/seals", { method: "POST", body });
    },
    onSuccess: async () => {
      setTyped(EMPTY);
      setImage(undefined);
      setRound(round + 1);
      await client.invalidateQueries({ queryKey: sealsQuery.queryKey });
    },
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const { name, custodian, validFrom, validTo } = typed;
    const lacks =
      organ === "" ||
      [name, custodian].some((text) => text.trim().length < 2) ||
      validFrom === "" ||
      validTo === "";
    setMissing(lacks);
    if (!lacks && !propose.isPending) propose.mutate();
  };
  const put = (part: Partial<Typed>): void => {
    setTyped({ ...typed, ...part });
    setMissing(false);
  };
  const input = (
    part: keyof Typed,
    label: string,
    { type = "text", hint }: { readonly type?: string; readonly hint?: string } = {},
  ): ReactNode => (
    <div className="field">
      <label className="field-label" htmlFor={`${id}-${part}`}>
        {label}
      </label>
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-${part}-hint`}>
          {hint}
        </p>
      )}
      {part === "certificate" ? (
        <textarea
          id={`${id}-${part}`}
          className="input"
          rows={3}
          value={typed[part]}
          aria-describedby={`${id}-${part}-hint`}
          onChange={(event) => put({ [part]: event.target.value })}
        />
      ) : (
        <input
          id={`${id}-${part}`}
          type={type}
          className="input"
          value={typed[part]}
          aria-describedby={hint === undefined ? undefined : `${id}-${part}-hint`}
          onChange={(event) => put({ [part]: event.target.value })}
        />
      )}
    </div>
  );
  return (
    <details className="panel section" open={propose.isError || propose.isSuccess || undefined}>
      <summary className="seal-propose">
        <h2>{say(words.proposeSeal)}</h2>
      </summary>
      <form key={round} className="form seal-form" noValidate onSubmit={send}>
        <Choice label={say(words.sealOrgan)} value={organ} onChange={setOrgan}>
          {organs.map((each) => (
            <option key={each.id} value={each.id}>
              {say(each.name)}
            </option>
          ))}
        </Choice>
        {input("name", say(words.sealName), { hint: say(words.sealNameHint) })}
        {input("sealText", say(words.sealText), { hint: say(words.sealTextHint) })}
        {input("custodian", say(words.custodian))}
        {input("validFrom", say(words.validFrom), { type: "date" })}
        {input("validTo", say(words.validTo), { type: "date" })}
        {input("certificate", say(words.certificate), { hint: say(words.certificateHint) })}
        <div className="field">
          <label className="field-label" htmlFor={`${id}-impression`}>
            {say(words.impression)}
          </label>
          <input
            id={`${id}-impression`}
            type="file"
            accept="image/png,image/jpeg"
            onChange={(event) => setImage(event.target.files?.[0])}
          />
        </div>
        {missing && (
          <p className="field-error" role="alert">
            {say(words.sealMissing)}
          </p>
        )}
        {propose.isError && <ProblemNotice error={propose.error} />}
        <div>
          <button type="submit" className="button button-main" disabled={propose.isPending}>
            {say(propose.isPending ? words.sealSending : words.sealSend)}
          </button>
        </div>
      </form>
      {propose.data !== undefined && (
        <p className="notice notice-good section" role="status">
          {say(words.sealProposed, { id: propose.data.id })}
        </p>
      )}
    </details>
  );
}
