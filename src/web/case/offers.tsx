import type { Bilingual, CaseAnswer, OfferAnswer } from "#contract";
import { type ReactNode, useState } from "react";
import { useSay } from "../language/say.ts";
import { nameOf } from "../process/statuses.ts";
import { ReasonDialog } from "../shell/reason-dialog.tsx";
import { offers as words } from "../words/offers.ts";
import { steering } from "../words/steering.ts";
import { useCaseAct } from "./use-case-act.ts";

type Props = { readonly page: CaseAnswer; readonly onSaid: (said: Bilingual) => void };
type Activity = OfferAnswer["activities"][number];

/** What the open ad-hoc subprocesses of a case offer: each activity by its name, begun by whoever may do it. */
export function Offers({ page, onSaid }: Props): ReactNode {
  const say = useSay();
  const [beginning, setBeginning] = useState<{ readonly scope: string; readonly activity: Activity }>();
  return (
    <>
      {page.offers.map(({ scope, name, activities }) => (
        <div key={scope} className="task offers">
          <h3>{name.zh === "" ? say(words.unnamed) : say(name)}</h3>
          <p className="small quiet">{say(words.hint)}</p>
          <ul className="rows">
            {activities.map((activity) => (
              <Line
                key={activity.element}
                activity={activity}
                onBegin={() => setBeginning({ scope, activity })}
              />
            ))}
          </ul>
        </div>
      ))}
      {beginning !== undefined && (
        <BeginDialog
          page={page}
          {...beginning}
          onClose={() => setBeginning(undefined)}
          onSaid={(said) => {
            setBeginning(undefined);
            onSaid(said);
          }}
        />
      )}
    </>
  );
}

function Line({
  activity,
  onBegin,
}: {
  readonly activity: Activity;
  readonly onBegin: () => void;
}): ReactNode {
  const say = useSay();
  const name = nameOf(activity, say);
  return (
    <li className="row">
      <span className="row-main">
        <span>{name}</span>
        {activity.open > 0 && (
          <span className="small quiet row-more">{say(words.open, { count: activity.open })}</span>
        )}
        {activity.refused !== null && (
          <span className="small quiet row-more">{say(words.notYours, { why: say(activity.refused) })}</span>
        )}
      </span>
      {activity.refused === null && (
        <button
          type="button"
          className="button button-small"
          aria-label={say(words.beginNamed, { name })}
          onClick={onBegin}
        >
          {say(words.begin)}
        </button>
      )}
    </li>
  );
}

type DialogProps = Props & {
  readonly scope: string;
  readonly activity: Activity;
  readonly onClose: () => void;
};

function BeginDialog({ page, scope, activity, onSaid, onClose }: DialogProps): ReactNode {
  const say = useSay();
  const act = useCaseAct(page, onSaid);
  const { element } = activity;
  return (
    <ReasonDialog
      title={say(words.beginNamed, { name: nameOf(activity, say) })}
      effect={say(words.effect)}
      label={say(words.reason)}
      missing={say(steering.reasonMissing)}
      act={say(words.begin)}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onAct={(reason) =>
        act.mutate({ path: `/offers/${encodeURIComponent(scope)}/begin`, body: { element, reason } })
      }
    />
  );
}
