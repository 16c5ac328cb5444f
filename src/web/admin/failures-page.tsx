import type { Bilingual, FailureAnswer } from "#contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { deskChoicesQuery, failuresQuery } from "../api/queries.ts";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";
import { formatInstant } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { ExportMenu } from "../lists/export-menu.tsx";
import { ListTools } from "../lists/list-tools.tsx";
import { ListFilters } from "../lists/list-filters.tsx";
import { PagedLines } from "../lists/paged-lines.tsx";
import { FAILURE_FILTERS, type FailuresSearch } from "../lists/searches.ts";
import { RefusedPage } from "../shell/error-pages.tsx";
import { Page } from "../shell/page.tsx";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { lists } from "../words/lists.ts";
import { failures as words } from "../words/failures.ts";
import { AdminTabs } from "./admin-tabs.tsx";
import { CorrectDialog } from "./correct-dialog.tsx";

type Told = { readonly sentence: Bilingual; readonly name: Bilingual };

/** Resolves a failure; a delivery is named in the body, since its id has slashes. */
function resolve({ of, id, about }: FailureAnswer, act: "retry" | "skip", body = {}): Promise<unknown> {
  const isStep = about === "step" && of !== null;
  const which = isStep ? `${encodeURIComponent(of.caseNo)}/${encodeURIComponent(id)}` : "deliveries";
  return request<unknown>(`/api/failures/${which}/${act}`, {
    method: "POST",
    body: isStep ? body : { ...body, id },
  });
}

/** It is no longer open: somebody else was quicker, or the process went on by itself. */
const isGone = (error: Error): boolean => asRefusal(error).problem.code === "ENGINE_FAILURE_NOT_OPEN";

type SkipProps = {
  readonly failure: FailureAnswer;
  readonly onClose: () => void;
  readonly onDone: () => void;
  readonly onRefused: (error: Error) => void;
};

function SkipDialog({ failure, onClose, onDone, onRefused }: SkipProps): ReactNode {
  const say = useSay();
  const skip = useMutation({
    mutationFn: (reason: string) => resolve(failure, "skip", { reason }),
    onSuccess: onDone,
    onError: onRefused,
  });
  return (
    <ReasonDialog
      title={say(words.skipOf, { name: say(failure.name) })}
      effect={say(failure.about === "step" ? words.skipEffect : words.dropEffect)}
      label={say(words.reason)}
      missing={say(words.reasonMissing)}
      act={say(words.skip)}
      isDanger
      isPending={skip.isPending}
      error={skip.error}
      onClose={onClose}
      onAct={(reason) => skip.mutate(reason)}
    />
  );
}

type LineProps = {
  readonly failure: FailureAnswer;
  readonly onDone: (told: Told) => void;
  readonly onRefused: (error: Error) => void;
  readonly onSkip: () => void;
  readonly onCorrect: () => void;
};

function Line({ failure, onDone, onRefused, onSkip, onCorrect }: LineProps): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { name, of, since, message, next, code } = failure;
  const retry = useMutation({
    mutationFn: () => resolve(failure, "retry"),
    onSuccess: () => onDone({ sentence: words.retried, name }),
    onError: onRefused,
  });
  return (
    <tr>
      <th scope="row">
        {say(name)}
        {of !== null && (
          <span className="small quiet row-more">
            {say(of.matterName)} ·{" "}
            {of.isOpen ? (
              <Link
                to="/desk/cases/$caseNo"
                params={{ caseNo: of.caseNo }}
                className="number"
                title={say(words.openCase)}
              >
                {of.caseNo}
              </Link>
            ) : (
              <span className="number">{of.caseNo}</span>
            )}{" "}
            · {say(of.organName)}
          </span>
        )}
      </th>
      <td data-label={say(words.what)}>
        <div>
          {say(message)}
          <span className="small quiet row-more">{say(next)}</span>
          <span className="tiny quiet">{code}</span>
          {retry.isError && !isGone(retry.error) && <ProblemNotice error={retry.error} />}
        </div>
      </td>
      <td data-label={say(words.since)} className="number small">
        {formatInstant(since, language)}
      </td>
      <td data-label={say(words.act)}>
        <div className="button-row">
          <button
            type="button"
            className="button button-small"
            aria-disabled={retry.isPending}
            onClick={() => {
              if (!retry.isPending) retry.mutate();
            }}
          >
            {say(words.retry)}
          </button>
          {failure.about === "step" && of !== null && (
            <button type="button" className="button button-small" onClick={onCorrect}>
              {say(words.correct)}
            </button>
          )}
          <button type="button" className="button button-small" onClick={onSkip}>
            {say(words.skip)}
          </button>
        </div>
      </td>
    </tr>
  );
}

const route = getRouteApi("/admin/failures");

function Filters({ search }: { readonly search: FailuresSearch }): ReactNode {
  const navigate = useNavigate();
  const choices = useQuery(deskChoicesQuery).data;
  return (
    <ListTools acts={<ExportMenu path="/api/failures" search={search} />}>
      <ListFilters
        search={search}
        fields={[
          { kind: "choice", name: "matter", label: lists.matter, choices: choices?.matters ?? [] },
          { kind: "choice", name: "organ", label: lists.organ, choices: choices?.organs ?? [] },
          {
            kind: "choice",
            name: "sort",
            label: lists.sort,
            none: lists.latestFirst,
            choices: [{ id: "reversed", name: lists.oldestFirst }],
          },
        ]}
        filters={FAILURE_FILTERS}
        onChange={(change) => void navigate({ to: "/admin/failures", search: { ...search, ...change } })}
      />
    </ListTools>
  );
}

/** What could not go on, since when and why; retry, correct and retry, or skip, the last two with a reason. */
export function FailuresPage(): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const search = route.useSearch();
  const list = useQuery(failuresQuery(search));
  const [told, setTold] = useState<Told>();
  const [skipping, setSkipping] = useState<FailureAnswer>();
  const [correcting, setCorrecting] = useState<FailureAnswer>();
  const [gone, setGone] = useState<Error>();
  if (list.isError && list.data === undefined)
    return <RefusedPage error={list.error} onRetry={() => void list.refetch()} />;
  const done = (what: Told): void => {
    setTold(what);
    setGone(undefined);
    setSkipping(undefined);
    setCorrecting(undefined);
    void client.invalidateQueries({ queryKey: ["failures"] });
  };
  const refused = (error: Error): void => {
    if (!isGone(error)) return;
    setTold(undefined);
    setGone(error);
    setSkipping(undefined);
    setCorrecting(undefined);
    void client.invalidateQueries({ queryKey: ["failures"] });
  };
  return (
    <Page title={say(words.title)} width="wide" className="desk">
      <div className="desk-filters">
        <AdminTabs here="failures" />
      </div>
      <p className="quiet said">{say(words.lead)}</p>
      <div aria-live="polite">
        {told !== undefined && (
          <p className="notice notice-good said">{say(told.sentence, { name: say(told.name) })}</p>
        )}
        {gone !== undefined && <ProblemNotice error={gone} />}
      </div>
      <Filters search={search} />
      <PagedLines
        list={list}
        search={search}
        filters={FAILURE_FILTERS}
        empty={{ title: words.none, what: words.noneNext }}
        headings={[words.step, words.what, words.since, words.act]}
      >
        {list.data?.items.map((failure) => (
          <Line
            key={`${failure.of?.caseNo ?? ""} ${failure.id}`}
            failure={failure}
            onDone={done}
            onRefused={refused}
            onSkip={() => setSkipping(failure)}
            onCorrect={() => setCorrecting(failure)}
          />
        ))}
      </PagedLines>
      {correcting !== undefined && correcting.of !== null && (
        <CorrectDialog
          failure={correcting}
          caseNo={correcting.of.caseNo}
          onClose={() => setCorrecting(undefined)}
          onDone={() => done({ sentence: words.corrected, name: correcting.name })}
          onRefused={refused}
        />
      )}
      {skipping !== undefined && (
        <SkipDialog
          failure={skipping}
          onClose={() => setSkipping(undefined)}
          onDone={() =>
            done({
              sentence: skipping.about === "step" ? words.skipped : words.dropped,
              name: skipping.name,
            })
          }
          onRefused={refused}
        />
      )}
    </Page>
  );
}
