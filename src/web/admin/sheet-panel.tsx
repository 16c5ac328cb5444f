import type { SheetImportAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ChangeEvent, type ReactNode, useId, useState } from "react";
import { download, request } from "../api/request.ts";
import { useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { offerings as words } from "../words/offerings.ts";
import { today } from "./offering-acts.ts";

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(""));
}

function Faults({ answer, name }: { readonly answer: SheetImportAnswer; readonly name: string }): ReactNode {
  const say = useSay();
  const { faults, file } = answer;
  const give = (): void => {
    const bytes = Uint8Array.from(atob(file ?? ""), (sign) => sign.codePointAt(0) ?? 0);
    save(new Blob([bytes], { type: XLSX }), name.replace(/(\.xlsx)?$/, "-错误.xlsx"));
  };
  return (
    <div className="notice" role="alert">
      <p>{say(words.importFaults, { count: faults.length })}</p>
      <ul className="sheet-faults small">
        {faults.slice(0, 20).map(({ row, column, message }) => (
          <li key={`${row} ${column} ${message.zh}`}>
            {say(words.rowFault, { row, column, message: say(message) })}
          </li>
        ))}
      </ul>
      <button type="button" className="button button-small" onClick={give}>
        {say(words.faultFile)}
      </button>
    </div>
  );
}

/** The whole list as a workbook: out, and in again with a reason; what is wrong comes back row by row. */
export function SheetPanel(): ReactNode {
  const say = useSay();
  const id = useId();
  const client = useQueryClient();
  const [file, setFile] = useState<File>();
  const [from, setFrom] = useState(today());
  const give = useMutation({
    mutationFn: () => download("/api/admin/catalogue/export", {}),
    onSuccess: ({ blob, name }) => save(blob, name),
  });
  const take = useMutation({
    mutationFn: async (reason: string) =>
      request<SheetImportAnswer>("/api/admin/catalogue/import", {
        method: "POST",
        body: { file: file === undefined ? "" : await base64Of(file), from, reason },
      }),
    onSuccess: () => {
      setFile(undefined);
      void client.invalidateQueries();
    },
  });
  const [name, setName] = useState("");
  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const chosen = target.files?.[0];
    target.value = "";
    if (chosen === undefined) return;
    take.reset();
    setName(chosen.name);
    setFile(chosen);
  };
  const count = take.data?.proposed.length ?? 0;
  return (
    <section className="panel" aria-labelledby="sheet">
      <h2 id="sheet">{say(words.sheet)}</h2>
      <p className="quiet said">{say(words.importLead)}</p>
      <div className="button-row">
        <button type="button" className="button" aria-disabled={give.isPending} onClick={() => give.mutate()}>
          {say(words.export)}
        </button>
        <label className="button" htmlFor={id}>
          {say(words.import)}
        </label>
        <input id={id} type="file" accept={`.xlsx,${XLSX}`} className="visually-hidden" onChange={choose} />
      </div>
      {give.isError && <ProblemNotice error={give.error} />}
      <div aria-live="polite">
        {take.data !== undefined && take.data.faults.length === 0 && (
          <p className="notice">{say(count === 0 ? words.importedNone : words.imported, { count })}</p>
        )}
      </div>
      {take.data !== undefined && take.data.faults.length > 0 && <Faults answer={take.data} name={name} />}
      {file !== undefined && (
        <ReasonDialog
          title={say(words.import)}
          effect={`${name}。${say(words.amendEffect)}`}
          label={say(words.reason)}
          missing={say(words.reasonMissing)}
          act={say(words.propose)}
          isPending={take.isPending}
          error={take.error}
          isReady={from !== ""}
          onClose={() => setFile(undefined)}
          onAct={(reason) => take.mutate(reason)}
        >
          <div className="field">
            <label className="field-label" htmlFor={`${id}-from`}>
              {say(words.from)}
            </label>
            <input
              id={`${id}-from`}
              type="date"
              className="input"
              value={from}
              min={today()}
              onChange={(event) => setFrom(event.target.value)}
            />
          </div>
        </ReasonDialog>
      )}
    </section>
  );
}
