import type { WebhookMade, WebhookRequest, WebhooksAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { request } from "../api/request.ts";
import { webhooksQuery } from "../api/webhook-queries.ts";
import { useSay } from "../language/say.ts";
import { Choice } from "../shell/choice.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { webhookWords as words } from "../words/webhooks.ts";

type Props = Pick<WebhooksAnswer, "kinds" | "addresses">;

/** A new webhook; its secret is shown once, when it is made. */
export function WebhookForm({ kinds, addresses }: Props): ReactNode {
  const say = useSay();
  const id = useId();
  const client = useQueryClient();
  const [address, setAddress] = useState(addresses[0] ?? "");
  const [name, setName] = useState("");
  const [path, setPath] = useState("/");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [missing, setMissing] = useState(false);
  const add = useMutation({
    mutationFn: (body: WebhookRequest) =>
      request<WebhookMade>("/api/admin/webhooks", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: webhooksQuery.queryKey }),
  });
  if (addresses.length === 0) return <p className="notice section">{say(words.noAddress)}</p>;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const lacks = name.trim().length < 2 || !path.startsWith("/") || chosen.length === 0;
    setMissing(lacks);
    if (!lacks) add.mutate({ name: name.trim(), address, path, kinds: [...chosen] });
  };
  return (
    <section className="panel section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say(words.add)}</h2>
      {add.isError && <ProblemNotice error={add.error} />}
      {add.data !== undefined && (
        <div className="notice notice-good" role="status">
          <p>{say(words.made)}</p>
          <p className="hash">{add.data.secret}</p>
        </div>
      )}
      <form className="form ratings-filter" noValidate onSubmit={send}>
        <div className="field">
          <label className="field-label" htmlFor={`${id}-name`}>
            {say(words.name)}
          </label>
          <input
            id={`${id}-name`}
            className="input"
            value={name}
            placeholder={say(words.nameHint)}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <Choice label={say(words.address)} value={address} onChange={setAddress}>
          {addresses.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </Choice>
        <div className="field">
          <label className="field-label" htmlFor={`${id}-path`}>
            {say(words.path)}
          </label>
          <input
            id={`${id}-path`}
            className="input"
            value={path}
            onChange={(event) => setPath(event.target.value)}
          />
        </div>
        <fieldset className="field">
          <legend className="field-label">{say(words.kinds)}</legend>
          <div className="choices choices-inline">
            {kinds.map((kind) => (
              <label key={kind.id} className="choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(kind.id)}
                  onChange={(event) =>
                    setChosen(
                      event.target.checked ? [...chosen, kind.id] : chosen.filter((each) => each !== kind.id),
                    )
                  }
                />
                <span>{say(kind.name)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {missing && (
          <p className="field-error" role="alert">
            {say(words.missing)}
          </p>
        )}
        <div>
          <button type="submit" className="button button-main" disabled={add.isPending}>
            {say(words.send)}
          </button>
        </div>
      </form>
    </section>
  );
}
