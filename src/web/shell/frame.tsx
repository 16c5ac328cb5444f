import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { request } from "../api/request.ts";
import { DownIcon } from "../design/icons.tsx";
import markUrl from "../mark.svg";
import { chooseLanguage, useLanguage, useSay } from "../language/say.ts";
import { chooseTextSize, useTextSize } from "../language/text-size.ts";
import { type Account, type Face, signInPath, useSession } from "../session/session.ts";
import { common } from "../words/common.ts";
import { trackWords } from "../words/track.ts";
import { publicityWords } from "../words/publicity.ts";
import { reportWords } from "../words/report.ts";
import { hallWords } from "../words/halls.ts";
import { Bars } from "./bars.tsx";
import { Bell } from "./bell.tsx";

const FACES = {
  portal: { to: "/", name: common.facePortal },
  desk: { to: "/desk", name: common.faceDesk },
  command: { to: "/desk/map", name: common.faceCommand },
  field: { to: "/field", name: common.faceField },
  screen: { to: "/screen", name: common.faceScreen },
  admin: { to: "/admin", name: common.faceAdmin },
} as const satisfies Readonly<Record<Face, unknown>>;

const COMMAND = ["/desk/map", "/desk/duty", "/desk/classes"];

/** Which face a path belongs to; records open from the screen. */
function faceOf(path: string): Face {
  if (COMMAND.some((each) => path.startsWith(each))) return "command";
  if (path.startsWith("/desk")) return "desk";
  if (path.startsWith("/field")) return "field";
  if (path.startsWith("/screen") || path.startsWith("/records")) return "screen";
  return path.startsWith("/admin") ? "admin" : "portal";
}

function Faces({ account }: { readonly account: Account | null }): ReactNode {
  const say = useSay();
  const faces = account?.faces ?? [];
  const isAdmin = account?.posts.some(({ role }) => role === "admin") ?? false;
  const path = useLocation().pathname;
  const mine = path.startsWith("/my/cases");
  const here = path.startsWith("/my/") ? undefined : faceOf(path);
  if (faces.length === 0) return <span className="faces" />;
  return (
    <nav className="faces" aria-label={say(common.faces)}>
      {faces.map((face) => (
        <Link
          key={face}
          to={face === "admin" && !isAdmin ? "/admin/matters" : FACES[face].to}
          // The desk is above the command desk in the address, but another face.
          activeOptions={{ exact: true }}
          aria-current={face === here ? "page" : undefined}
        >
          {say(face === "admin" && !isAdmin ? common.faceConfiguration : FACES[face].name)}
        </Link>
      ))}
      {faces.includes("portal") && (
        <Link to="/my/cases" aria-current={mine ? "page" : undefined}>
          {say(common.myCases)}
        </Link>
      )}
      {faces.includes("portal") && (
        <Link to="/my/certificates" aria-current={path === "/my/certificates" ? "page" : undefined}>
          {say(common.myCertificates)}
        </Link>
      )}
    </nav>
  );
}

/** Leaves, and with the session everything that this browser kept of a form. */
async function signOut(): Promise<void> {
  const answer = await request<{ readonly next: string }>("/sign-out", { method: "POST" }).catch(
    () => undefined,
  );
  sessionStorage.clear();
  location.assign(answer?.next ?? "/");
}

function Who({ account }: { readonly account: Account }): ReactNode {
  const say = useSay();
  const path = useLocation().pathname;
  return (
    <details className="who" key={path}>
      <summary>
        {account.name} <DownIcon />
      </summary>
      <div className="who-menu">
        {account.posts.length > 0 && (
          <ul className="small">
            {account.posts.map((post) => (
              <li key={post.id}>
                {say(post.organName)} · {say(post.roleName)}
                {post.standsInFor === null ? "" : ` (${say(common.standsInFor, { name: post.standsInFor })})`}
              </li>
            ))}
          </ul>
        )}
        <Link to="/my/data" search={{ after: "" }} className="who-link">
          {say(common.myData)}
        </Link>
        {account.faces.includes("portal") && (
          <Link to="/my/mandates" className="who-link">
            {say(common.mandates)}
          </Link>
        )}
        <button type="button" className="button button-small" onClick={() => void signOut()}>
          {say(common.signOut)}
        </button>
      </div>
    </details>
  );
}

function Masthead(): ReactNode {
  const say = useSay();
  const language = useLanguage();
  const size = useTextSize();
  const session = useSession();
  const account = session?.account ?? null;
  return (
    <header className="masthead">
      <div className="masthead-row">
        <Link to="/" className="brand">
          <img src={markUrl} alt="" />
          <span>{say(common.product)}</span>
          {session !== undefined && <span className="brand-place">{say(session.district.name)}</span>}
        </Link>
        <Faces account={account} />
        <div className="masthead-end">
          {session?.demo === true && (
            <span className="demo" title={say(common.demoMeaning)}>
              {say(common.demo)}
            </span>
          )}
          <button
            type="button"
            className="text-button no-print"
            aria-pressed={size === "large"}
            onClick={() => chooseTextSize(size === "large" ? "usual" : "large")}
          >
            {say(common.largeText)}
          </button>
          <button
            type="button"
            className="text-button"
            lang={language === "zh" ? "en" : "zh-CN"}
            onClick={() => chooseLanguage(language === "zh" ? "en" : "zh")}
          >
            {say(common.otherLanguage)}
          </button>
          {account !== null && <Bell />}
          {account !== null && <Who account={account} />}
          {session !== undefined && account === null && (
            <a className="button button-small" href={signInPath()}>
              {say(common.signIn)}
            </a>
          )}
        </div>
      </div>
    </header>
  );
}

function Footer(): ReactNode {
  const say = useSay();
  const session = useSession();
  return (
    <footer className="footer">
      <div>
        <span>
          {session === undefined
            ? say(common.product)
            : say(common.footer, { district: say(session.district.name) })}
        </span>
        <Link to="/report">{say(reportWords.title)}</Link>
        <Link to="/publicity">{say(publicityWords.title)}</Link>
        <Link to="/verify">{say(common.verifyCertificate)}</Link>
        <Link to="/track" search={{ no: "" }}>
          {say(trackWords.title)}
        </Link>
        <Link to="/visits">{say(hallWords.visitsTitle)}</Link>
        {session?.demo === true && <span>{say(common.demoMeaning)}</span>}
      </div>
    </footer>
  );
}

/** On paper the header is one line: whose page this is, and that it is a demonstration. */
function PrintHead(): ReactNode {
  const say = useSay();
  const session = useSession();
  if (session === undefined) return null;
  return (
    <p className="print-only" aria-hidden="true">
      {say(common.footer, { district: say(session.district.name) })}
      {session.demo && ` · ${say(common.demo)}：${say(common.demoMeaning)}`}
    </p>
  );
}

const UrgentWatch = lazy(() =>
  import("../command/urgent-watch.tsx").then((module) => ({ default: module.UrgentWatch })),
);

/** Who works at the command desk hears of urgent cases on every page. */
function Urgent(): ReactNode {
  const account = useSession()?.account;
  if (account?.kind !== "staff" || !account.faces.includes("command")) return null;
  return (
    <Suspense fallback={null}>
      <UrgentWatch />
    </Suspense>
  );
}

/** What stands around every page. */
export function Frame(): ReactNode {
  const say = useSay();
  const path = useLocation().pathname;
  // A display in a hall hangs there for itself: nothing stands around it.
  const isDisplay = /^\/halls\/[^/]+\/board$/.test(path);
  const dark = path === "/screen" || isDisplay;
  useEffect(() => {
    document.documentElement.classList.toggle("dark", dark);
  }, [dark]);
  // The field face stands by itself, and without a line.
  if (isDisplay || path === "/field" || path.startsWith("/field/")) return <Outlet />;
  return (
    <>
      <a className="skip" href="#main">
        {say(common.skip)}
      </a>
      <Bars />
      <PrintHead />
      <Masthead />
      <Urgent />
      <Outlet />
      <Footer />
    </>
  );
}
