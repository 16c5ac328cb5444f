import type { CardPage } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { request } from "../api/request.ts";
import { cardsQuery } from "../api/supervision-queries.ts";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { PagedLines } from "../lists/paged-lines.tsx";
import type { SupervisionSearch } from "../lists/searches.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { supervisionWords as words } from "../words/supervision.ts";

type Card = CardPage["items"][number];
type Act = "answer" | "cancel";

function ActDialog({
  card,
  act,
  onClose,
}: {
  readonly card: Card;
  readonly act: Act;
  readonly onClose: () => void;
}): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (text: string) =>
      request(`/api/supervision/cards/${encodeURIComponent(card.id)}/${act}`, {
        method: "POST",
        body: { text },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["supervision"] });
      onClose();
    },
  });
  const label = say(act === "answer" ? words.answerLabel : words.cancelLabel);
  return (
    <ReasonDialog
      title={say(act === "answer" ? words.answerTitle : words.cancelTitle)}
      effect={`${say(card.rule)} · ${say(card.taskName)} · ${card.caseNo}`}
      label={label}
      missing={label}
      act={say(act === "answer" ? words.answer : words.cancel)}
      isPending={send.isPending}
      error={send.error}
      onAct={(text) => send.mutate(text)}
      onClose={onClose}
    />
  );
}

function Row({ card, onAct }: { readonly card: Card; readonly onAct: (act: Act) => void }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  return (
    <tr>
      <th scope="row">
        <span className={card.kind === "red" ? "tag tag-bad" : "tag tag-ask"}>{say(words[card.kind])}</span>{" "}
        {say(card.rule)}
        <span className="small quiet row-more">
          {say(card.taskName)} ·{" "}
          <Link to="/desk/cases/$caseNo" params={{ caseNo: card.caseNo }}>
            {card.caseNo}
          </Link>
        </span>
        {card.answer !== null && (
          <span className="small row-more">{say(words.answered, { text: card.answer })}</span>
        )}
        {card.cancelReason !== null && (
          <span className="small row-more">{say(words.cancelled, { text: card.cancelReason })}</span>
        )}
      </th>
      <td data-label={say(words.organ)}>{say(card.organName)}</td>
      <td data-label={say(words.due)} className="number small">
        {formatDay(card.dueOn, language)}
      </td>
      <td data-label={say(words.issued)} className="number small">
        {formatDay(card.issuedOn, language)}
      </td>
      <td data-label={say(words.state)}>
        <span className="tag">{say(card.statusName)}</span>
        <span className="button-row no-print">
          {card.mayAnswer && (
            <button type="button" className="button button-small" onClick={() => onAct("answer")}>
              {say(words.answer)}
            </button>
          )}
          {card.mayCancel && (
            <button type="button" className="button button-small" onClick={() => onAct("cancel")}>
              {say(words.cancel)}
            </button>
          )}
        </span>
      </td>
    </tr>
  );
}

/** Yellow and red cards, the latest first. */
export function CardTable({ search }: { readonly search: SupervisionSearch }): ReactNode {
  const say = useSay();
  const list = useQuery(cardsQuery(search));
  const [acting, setActing] = useState<{ readonly card: Card; readonly act: Act }>();
  return (
    <>
      <nav className="lights ratings-filter no-print" aria-label={say(words.cards)}>
        {(["", "yellow", "red"] as const).map((kind) => (
          <Link
            key={kind}
            to="/desk/supervision"
            search={{ ...search, kind, after: "" }}
            className="light"
            aria-current={kind === search.kind ? "true" : undefined}
          >
            {say(kind === "" ? words.all : words[kind])}
          </Link>
        ))}
      </nav>
      {list.isError && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      <PagedLines
        list={list}
        search={search}
        filters={["kind", "organ"]}
        empty={{ title: words.noCards, what: words.noCardsNext }}
        headings={[words.card, words.organ, words.due, words.issued, words.state]}
      >
        {list.data?.items.map((card) => (
          <Row key={card.id} card={card} onAct={(act) => setActing({ card, act })} />
        ))}
      </PagedLines>
      {acting !== undefined && <ActDialog {...acting} onClose={() => setActing(undefined)} />}
    </>
  );
}
