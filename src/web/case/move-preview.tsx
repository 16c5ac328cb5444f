import type { MovePreviewAnswer, NamedElement } from "#contract";
import type { ReactNode } from "react";
import { clockState } from "../clock/clock-words.ts";
import { formatEnd } from "../format/dates.ts";
import { useLanguage, useSay, type Say } from "../language/say.ts";
import { clockWords } from "../words/clock.ts";
import { moving as words } from "../words/moving.ts";
import { steering } from "../words/steering.ts";

type Props = {
  readonly preview: MovePreviewAnswer;
  readonly labelOf: (element: NamedElement, say: Say) => string;
};

/** What a move would bring about, before it is done: what ends, what begins, and what becomes of the time. */
export function MovePreview({ preview, labelOf }: Props): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const { ends, opens, state, documents, clocks } = preview;
  return (
    <section className="notice move-preview" aria-live="polite">
      <h3>{say(words.preview)}</h3>
      <dl className="facts">
        <dt>{say(words.ends)}</dt>
        <dd>
          {ends.map(({ dueAt, ...element }) => (
            <span key={element.element} className="row-more">
              {[
                labelOf(element, say),
                ...(dueAt === null ? [] : [say(words.wasDue, { at: formatEnd(dueAt, language) })]),
              ].join(" · ")}
            </span>
          ))}
        </dd>
        <dt>{say(words.opens)}</dt>
        <dd>
          {opens.length === 0 && say(words.nothingOpens)}
          {opens.map(({ holder, dueAt, ...element }) => (
            <span key={element.element} className="row-more">
              {[
                labelOf(element, say),
                ...(holder === null ? [] : [say(holder)]),
                ...(dueAt === null ? [] : [say(words.byWhen, { at: formatEnd(dueAt, language) })]),
              ].join(" · ")}
            </span>
          ))}
        </dd>
        <dt>{say(words.state)}</dt>
        <dd>{say(state)}</dd>
        <dt>{say(words.clock)}</dt>
        <dd>
          {clocks.map((sentence) => (
            <span key={sentence.zh} className="row-more">
              {say(sentence)}
            </span>
          ))}
          <Time preview={preview} />
        </dd>
        {documents.length > 0 && (
          <>
            <dt>{say(words.documents)}</dt>
            <dd>{documents.map((title) => say(title)).join(say(steering.and))}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Time({ preview: { before, after } }: Pick<Props, "preview">): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const told = (clock: typeof before): string =>
    clock === null ? say(clockWords.noLimit) : clockState(clock, "staff", language).text;
  if (told(before) === told(after)) return say(words.clockSame, { state: told(after) });
  return (
    <>
      <span className="row-more">
        {say(words.clockBefore)} {told(before)}
      </span>
      <span className="row-more">
        {say(words.clockAfter)} {told(after)}
      </span>
    </>
  );
}
