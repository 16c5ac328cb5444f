import type { Bilingual, RateAgainRequest, RateRequest, RatingAnswer } from "#contract";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Said } from "../case/said.tsx";
import "../design/ratings.css";
import { formatDay } from "../format/dates.ts";
import { useLanguage, useSay } from "../language/say.ts";
import { ProblemNotice } from "../shell/problem-notice.tsx";
import { ratingWords as words } from "../words/ratings.ts";
import { Grades, OwnWords, RatingForm } from "./rating-form.tsx";

type Given = Exclude<RatingAnswer["rating"], null>;

type Props = {
  readonly answer: RatingAnswer;
  readonly onRate: (given: RateRequest) => Promise<RatingAnswer>;
  readonly onAgain: (given: RateAgainRequest) => Promise<RatingAnswer>;
};

function Mine({ rating }: { readonly rating: Given }): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { gradeName, labels, words: said, anonymous, ratedOn, reply, repliedOn, again } = rating;
  return (
    <>
      <p>
        <strong>{say(gradeName)}</strong>{" "}
        <span className="small quiet">
          {say(words.ratedOn, { day: formatDay(ratedOn, language) })}
          {anonymous && ` · ${say(words.nameless)}`}
        </span>
      </p>
      {labels.length > 0 && (
        <p className="rating-labels">
          {labels.map((label) => (
            <span key={label.en} className="tag">
              {say(label)}
            </span>
          ))}
        </p>
      )}
      {said !== "" && <p className="rating-said">{said}</p>}
      {rating.status !== "given" && (
        <p>
          {say(words.progress)}：<strong>{say(rating.statusName)}</strong>
        </p>
      )}
      {reply !== null && (
        <blockquote className="rating-reply">
          <p className="small quiet">
            {say(words.reply)}
            {repliedOn !== null && ` · ${formatDay(repliedOn, language)}`}
          </p>
          <p>{reply}</p>
        </blockquote>
      )}
      {again !== null && <p>{say(words.againGiven, { grade: say(again.gradeName) })}</p>}
    </>
  );
}

function Again({
  busy,
  onSend,
}: {
  readonly busy: boolean;
  readonly onSend: (given: RateAgainRequest) => void;
}): ReactNode {
  const say = useSay();
  const [grade, setGrade] = useState<1 | 2 | 3 | 4 | 5>();
  const [said, setSaid] = useState("");
  const [missing, setMissing] = useState(false);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(grade === undefined);
    if (grade !== undefined) onSend({ grade, words: said });
  };
  return (
    <details className="rating-again">
      <summary>{say(words.again)}</summary>
      <form className="form" noValidate onSubmit={send}>
        <p className="small quiet">{say(words.againLead)}</p>
        <Grades
          grade={grade}
          missing={missing}
          onChange={(next) => {
            setGrade(next);
            setMissing(false);
          }}
        />
        <OwnWords value={said} onChange={setSaid} />
        <div>
          <button type="submit" className="button" disabled={busy}>
            {say(words.againSend)}
          </button>
        </div>
      </form>
    </details>
  );
}

/** 好差评 of one case: asked once, then what was said and what has come of it. */
export function RatingSection({ answer, onRate, onAgain }: Props): ReactNode {
  const say = useSay();
  const [said, setSaid] = useState<Bilingual>();
  const rate = useMutation({
    mutationFn: onRate,
    onSuccess: (_answer, { grade }) => setSaid(grade <= 2 ? words.sentBad : words.sent),
  });
  const again = useMutation({ mutationFn: onAgain, onSuccess: () => setSaid(words.againSent) });
  const { rating, refused, labels, badNote } = answer;
  if (refused !== null && rating === null) return null;
  const failed = rate.error ?? again.error;
  return (
    <section className="panel rating" aria-labelledby="rating">
      <h2 id="rating">{say(rating === null ? words.title : words.mine)}</h2>
      <Said said={said} />
      {failed !== null && <ProblemNotice error={failed} />}
      {rating === null ? (
        <RatingForm
          labels={labels}
          badNote={badNote}
          busy={rate.isPending}
          onSend={(given) => rate.mutate(given)}
        />
      ) : (
        <>
          <Mine rating={rating} />
          {rating.again === null && <Again busy={again.isPending} onSend={(given) => again.mutate(given)} />}
        </>
      )}
    </section>
  );
}
