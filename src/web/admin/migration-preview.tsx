import type { MigrationAnswer, MigrationPreviewAnswer } from "#contract";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import { migrationPreviewQuery } from "../api/queries.ts";
import { request } from "../api/request.ts";
import { useSay } from "../language/say.ts";
import { nameOf } from "../process/statuses.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { Skeleton } from "../shell/skeleton.tsx";
import { migrations as words } from "../words/migrations.ts";
import { steering } from "../words/steering.ts";
import { MigrationMapping } from "./migration-mapping.tsx";
import { RefusedCases } from "./refused-cases.tsx";

type Chosen = { readonly matter: string; readonly from: string; readonly to: string };

/** What taking the cases over would come to under the mapping that is chosen; then, with a reason, doing it. */
export function MigrationPreview({ chosen }: { readonly chosen: Chosen }): ReactNode {
  const say = useSay();
  const [mapping, setMapping] = useState<MigrationPreviewAnswer["mapping"]>();
  const [isOpen, setOpen] = useState(false);
  const preview = useQuery({
    ...migrationPreviewQuery({ ...chosen, ...(mapping === undefined ? {} : { mapping }) }),
    placeholderData: keepPreviousData,
  });
  if (preview.isError) return <ProblemNotice error={preview.error} />;
  if (preview.data === undefined) return <Skeleton lines={6} />;
  const { ready, refused, refusedCount } = preview.data;
  const sum = ready === 0 ? words.noneReady : refusedCount === 0 ? words.allReady : words.someReady;
  return (
    <>
      <section className="section" aria-labelledby="mapping">
        <h2 id="mapping">{say(words.mapping)}</h2>
        <MigrationMapping preview={preview.data} onChange={setMapping} />
      </section>
      <section className="section" aria-labelledby="comes-to">
        <h2 id="comes-to">{say(words.preview)}</h2>
        <p className="batch-sum" aria-live="polite">
          {say(sum, { ready, refused: refusedCount })}
        </p>
        <GivenUp preview={preview.data} />
        {ready > 0 && (
          <p className="migration-begin">
            <button type="button" className="button button-main" onClick={() => setOpen(true)}>
              {say(words.begin, { count: ready })}
            </button>
          </p>
        )}
      </section>
      <RefusedCases cases={refused} count={refusedCount} />
      {isOpen && (
        <BeginDialog
          chosen={chosen}
          mapping={preview.data.mapping}
          count={ready}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function GivenUp({ preview: { givenUp } }: { readonly preview: MigrationPreviewAnswer }): ReactNode {
  const say = useSay();
  if (givenUp.length === 0) return null;
  return (
    <div className="notice notice-bad">
      <p>{say(words.givenUp)}</p>
      <ul>
        {givenUp.map(({ cases, ...element }) => (
          <li key={element.element}>{say(words.givenUpOf, { name: nameOf(element, say), count: cases })}</li>
        ))}
      </ul>
    </div>
  );
}

type DialogProps = {
  readonly chosen: Chosen;
  readonly mapping: MigrationPreviewAnswer["mapping"];
  readonly count: number;
  readonly onClose: () => void;
};

function BeginDialog({ chosen, mapping, count, onClose }: DialogProps): ReactNode {
  const say = useSay();
  const client = useQueryClient();
  const navigate = useNavigate();
  const key = useRef(crypto.randomUUID());
  const begin = useMutation({
    mutationFn: (reason: string) =>
      request<MigrationAnswer>("/api/admin/migrations", {
        method: "POST",
        body: { ...chosen, mapping, reason },
        idempotencyKey: key.current,
      }),
    onSuccess: async ({ id }) => {
      await navigate({ to: "/admin/migrations/$migration", params: { migration: id } });
      void client.invalidateQueries({ queryKey: ["migrations"] });
    },
  });
  return (
    <ReasonDialog
      title={say(words.beginTitle, { count })}
      effect={say(words.beginEffect)}
      label={say(words.reason)}
      missing={say(steering.reasonMissing)}
      act={say(words.begin, { count })}
      isPending={begin.isPending}
      error={begin.error}
      onClose={onClose}
      onAct={(reason) => begin.mutate(reason)}
    />
  );
}
