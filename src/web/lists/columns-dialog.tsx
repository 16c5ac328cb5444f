import type { ColumnsAnswer } from "#contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { columnsQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import "../design/forms.css";
import "../design/lists.css";
import { useSay } from "../language/say.ts";
import { Dialog } from "../shell/dialog.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { common } from "../words/common.ts";
import { lists } from "../words/lists.ts";
import { moved } from "./columns.ts";

type Props = {
  readonly list: string;
  readonly answer: ColumnsAnswer;
  readonly shown: readonly string[];
  readonly onShow: (columns: readonly string[], answer: ColumnsAnswer) => void;
  readonly onClose: () => void;
};

type Change =
  | { readonly kind: "add"; readonly name: string; readonly usual: boolean }
  | { readonly kind: "update"; readonly id: string; readonly usual: boolean }
  | { readonly kind: "remove"; readonly id: string };

/** Which columns a list shows and in which order; kept under a name where one wants them again. */
export function ColumnsDialog({ list, answer, shown, onShow, onClose }: Props): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const ids = { set: useId(), name: useId(), usual: useId() };
  const all = answer.columns.map(({ id }) => id);
  const [order, setOrder] = useState<readonly string[]>([
    ...shown,
    ...all.filter((id) => !shown.includes(id)),
  ]);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(shown));
  const same = answer.sets.find(({ columns }) => columns.join(",") === shown.join(","));
  const [set, setSet] = useState(same?.id ?? "");
  const [name, setName] = useState("");
  const [usual, setUsual] = useState(same?.usual ?? false);
  const columns = order.filter((id) => picked.has(id));
  const path = `/api/lists/${encodeURIComponent(list)}/column-sets`;

  const change = useMutation({
    mutationFn: (what: Change): Promise<ColumnsAnswer> => {
      if (what.kind === "add")
        return request(path, { method: "POST", body: { name: what.name, columns, usual: what.usual } });
      const one = `${path}/${encodeURIComponent(what.id)}`;
      if (what.kind === "remove") return request(one, { method: "DELETE" });
      return request(one, { method: "PATCH", body: { columns, usual: what.usual } });
    },
    onSuccess: (after, what) => {
      client.setQueryData(columnsQuery(list).queryKey, after);
      if (what.kind === "remove") return setSet("");
      onShow(columns, after);
      return onClose();
    },
  });
  const run = (what: Change): void => {
    if (!change.isPending) change.mutate(what);
  };

  const choose = (id: string): void => {
    const found = answer.sets.find((each) => each.id === id);
    const chosen = found?.columns ?? answer.usual;
    setSet(id);
    setUsual(found?.usual ?? false);
    setPicked(new Set(chosen));
    setOrder([...chosen, ...all.filter((each) => !chosen.includes(each))]);
  };
  const nameOf = (id: string): string => {
    const found = answer.columns.find((each) => each.id === id);
    return found === undefined ? id : say(found.name);
  };
  const pick = (id: string): void => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  const current = answer.sets.find(({ id }) => id === set);

  return (
    <Dialog title={say(lists.columnsTitle)} onClose={onClose}>
      {change.isError && <ProblemNotice error={change.error} />}
      <div className="field">
        <label className="field-label" htmlFor={ids.set}>
          {say(lists.columnSet)}
        </label>
        <select id={ids.set} className="input" value={set} onChange={(event) => choose(event.target.value)}>
          <option value="">{say(lists.productColumns)}</option>
          {answer.sets.map((each) => (
            <option key={each.id} value={each.id}>
              {each.usual ? say(lists.usualSet, { name: each.name }) : each.name}
            </option>
          ))}
        </select>
      </div>
      <ul className="column-list">
        {order.map((id, at) => (
          <li key={id} className="column-row">
            <label className="column-name">
              <input
                type="checkbox"
                checked={picked.has(id)}
                disabled={id === answer.lead}
                onChange={() => pick(id)}
              />
              {nameOf(id)}
              {id === answer.lead && <span className="small quiet">{say(lists.alwaysShown)}</span>}
            </label>
            {([-1, 1] as const).map((by) => (
              <button
                key={by}
                type="button"
                className="button button-small column-move"
                aria-label={say(by < 0 ? lists.moveUp : lists.moveDown, { name: nameOf(id) })}
                aria-disabled={by < 0 ? at === 0 : at === order.length - 1}
                onClick={() => setOrder(moved(order, id, by))}
              >
                {by < 0 ? "↑" : "↓"}
              </button>
            ))}
          </li>
        ))}
      </ul>
      <div className="button-row dialog-ways">
        <button
          type="button"
          className="button button-main"
          onClick={() => {
            onShow(columns, answer);
            onClose();
          }}
        >
          {say(lists.showColumns)}
        </button>
        {current !== undefined && (
          <>
            <button
              type="button"
              className="button"
              onClick={() => run({ kind: "update", id: current.id, usual })}
            >
              {say(lists.updateSet, { name: current.name })}
            </button>
            <button
              type="button"
              className="text-button"
              onClick={() => run({ kind: "remove", id: current.id })}
            >
              {say(lists.removeSet, { name: current.name })}
            </button>
          </>
        )}
        <button type="button" className="text-button" onClick={onClose}>
          {say(common.cancel)}
        </button>
      </div>
      <form
        className="column-keep"
        onSubmit={(event) => {
          event.preventDefault();
          run({ kind: "add", name, usual });
        }}
      >
        <label htmlFor={ids.usual} className="column-name">
          <input
            id={ids.usual}
            type="checkbox"
            checked={usual}
            onChange={(event) => setUsual(event.target.checked)}
          />
          {say(lists.makeUsual)}
        </label>
        <div className="field column-new">
          <label className="field-label" htmlFor={ids.name}>
            {say(lists.newSet)}
          </label>
          <div className="column-new-line">
            <input
              id={ids.name}
              className="input"
              maxLength={30}
              value={name}
              placeholder={say(lists.newSetHint)}
              onChange={(event) => setName(event.target.value)}
            />
            <button type="submit" className="button">
              {say(lists.keepSet)}
            </button>
          </div>
        </div>
      </form>
    </Dialog>
  );
}
