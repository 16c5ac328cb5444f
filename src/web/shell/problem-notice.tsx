import type { ReactNode } from "react";
import { asRefusal } from "../api/refusal.ts";
import { useSay } from "../language/say.ts";
import { signInPath } from "../session/session.ts";
import { common } from "../words/common.ts";

type Props = { readonly error: unknown; readonly onRetry?: () => void };

/** What was refused, what to do next, and the code in small grey. */
export function ProblemNotice({ error, onRetry }: Props): ReactNode {
  const say = useSay();
  const { problem, status } = asRefusal(error);
  return (
    <div className={status === 401 ? "notice" : "notice notice-bad"} role="alert">
      <h2>{say(problem.message)}</h2>
      <p>{say(problem.next)}</p>
      {problem.fields !== undefined && problem.fields.length > 0 && (
        <ul>
          {problem.fields.map(({ pointer, message }) => (
            <li key={pointer}>{say(message)}</li>
          ))}
        </ul>
      )}
      <div className="button-row problem-ways">
        {status === 401 && (
          <a className="button button-main" href={signInPath()}>
            {say(common.signIn)}
          </a>
        )}
        {onRetry !== undefined && status !== 401 && status !== 403 && status !== 404 && (
          <button type="button" className="button" onClick={onRetry}>
            {say(common.tryAgain)}
          </button>
        )}
        <span className="tiny quiet">{say(common.code, { code: problem.code })}</span>
      </div>
    </div>
  );
}
