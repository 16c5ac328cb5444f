import type { ApplyRequest, DraftAnswer, FileAnswer, GuideAnswer, PrefillAnswer } from "#contract";
import { useCallback, useEffect, useRef, useState } from "react";
import { asRefusal } from "../api/refusal.ts";
import { request } from "../api/request.ts";
import { forgetGiven, takeGiven } from "./given-answers.ts";
import { defaultsOf, isObject, type Values } from "../forms/schema.ts";

/** An unsent application as the page holds it. */
export type Work = {
  readonly values: Values;
  readonly materials: Readonly<Record<string, readonly FileAnswer[]>>;
  /** Certificates that stand for materials, by identifier. */
  readonly certificates: Readonly<Record<string, readonly string[]>>;
  /** What is promised for later, and the name typed under the promise. */
  readonly deferral: { readonly materials: readonly string[]; readonly signedBy: string };
  /** The name typed under what the matter tells and has promised (告知承诺); null in the ordinary way. */
  readonly commitment: { readonly signedBy: string } | null;
};

export const NOTHING_GIVEN = {
  certificates: {},
  deferral: { materials: [], signedBy: "" },
  commitment: null,
} as const;

/** What is given otherwise than by files, as it is sent: only what there is. */
export function givenOtherwise({
  certificates,
  deferral,
  commitment,
}: Work): Pick<ApplyRequest, "certificates" | "deferral" | "commitment"> {
  const named = Object.entries(certificates).filter(([, each]) => each.length > 0);
  return {
    ...(named.length === 0
      ? {}
      : { certificates: Object.fromEntries(named.map(([material, each]) => [material, [...each]])) }),
    ...(commitment === null ? {} : { commitment: { signedBy: commitment.signedBy } }),
    ...(deferral.materials.length === 0
      ? {}
      : { deferral: { materials: [...deferral.materials], signedBy: deferral.signedBy } }),
  };
}

export type SaveState =
  | { readonly kind: "fresh" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved"; readonly at: string }
  | { readonly kind: "failed"; readonly expired: boolean };

const QUIET_MS = 900;
const keptUnder = (matter: string): string => `yiwang.draft.${matter}`;

type Kept = Work & { readonly key: string; readonly unsaved: boolean };

function readKept(matter: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keptUnder(matter)) ?? "null");
    return isObject(kept) && isObject(kept["values"]) && isObject(kept["materials"])
      ? { ...NOTHING_GIVEN, ...(kept as Kept) }
      : undefined;
  } catch {
    return undefined;
  }
}

function keep(matter: string, kept: Kept): void {
  try {
    sessionStorage.setItem(keptUnder(matter), JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still has the draft on the server.
  }
}

export function forgetDraft(matter: string): void {
  forgetGiven(matter);
  try {
    sessionStorage.removeItem(keptUnder(matter));
  } catch {
    // Nothing was kept.
  }
}

function filesOf(draft: NonNullable<DraftAnswer>, kept: Kept | undefined): Work["materials"] {
  const known = [...(draft.files ?? []), ...Object.values(kept?.materials ?? {}).flat()];
  return Object.fromEntries(
    Object.entries(draft.materials).map(([material, hashes]) => [
      material,
      hashes.map(
        (sha256) =>
          known.find((file) => file.sha256 === sha256) ?? {
            sha256,
            name: sha256.slice(0, 8),
            type: "",
            bytes: 0,
          },
      ),
    ]),
  );
}

/** Where an application starts: what was typed here and not yet saved, else the kept draft, else what is known. */
export function startOf(
  guide: GuideAnswer,
  prefill: PrefillAnswer,
  draft: DraftAnswer,
): Work & { restored: boolean } {
  const kept = readKept(guide.summary.id);
  // In another's name a form begins anew, from what is known of them.
  if (prefill.for !== null) {
    const known = { ...defaultsOf(guide.form), ...prefill.values };
    return { values: known, materials: {}, ...NOTHING_GIVEN, restored: false };
  }
  if (kept?.unsaved === true) {
    const { key: _key, unsaved: _unsaved, ...work } = kept;
    return { ...work, restored: true };
  }
  const given = takeGiven(guide.summary.id);
  const start = { ...defaultsOf(guide.form), ...prefill.values, ...given };
  if (draft === null) return { values: start, materials: {}, ...NOTHING_GIVEN, restored: false };
  return {
    values: { ...start, ...draft.values, ...given },
    materials: filesOf(draft, kept),
    certificates: draft.certificates ?? {},
    deferral: draft.deferral ?? NOTHING_GIVEN.deferral,
    commitment: draft.commitment ?? null,
    restored: true,
  };
}

/** The key under which this application is sent: the same until it is answered, so that it is received once. */
export function sendingKey(matter: string): string {
  return readKept(matter)?.key ?? crypto.randomUUID();
}

/** Keeps what is typed: at once in this browser, and shortly after the last key on the server. */
export function useAutosave(
  matter: string,
  work: Work,
): { readonly state: SaveState; readonly flush: () => Promise<void> } {
  const [state, setState] = useState<SaveState>({ kind: "fresh" });
  const latest = useRef(work);
  const saved = useRef(work);
  const key = useRef(sendingKey(matter));

  const save = useCallback(async (): Promise<void> => {
    const sending = latest.current;
    if (sending === saved.current) return;
    setState({ kind: "saving" });
    const materials = Object.fromEntries(
      Object.entries(sending.materials).map(([material, files]) => [
        material,
        files.map(({ sha256 }) => sha256),
      ]),
    );
    try {
      const { savedAt } = await request<{ readonly savedAt: string }>(
        `/api/drafts/${encodeURIComponent(matter)}`,
        {
          method: "PUT",
          body: { values: sending.values, materials, ...givenOtherwise(sending) },
        },
      );
      saved.current = sending;
      keep(matter, { ...latest.current, key: key.current, unsaved: latest.current !== sending });
      setState({ kind: "saved", at: savedAt });
    } catch (error) {
      setState({ kind: "failed", expired: asRefusal(error).status === 401 });
    }
  }, [matter]);

  useEffect(() => {
    if (work === latest.current) return undefined;
    latest.current = work;
    keep(matter, { ...work, key: key.current, unsaved: true });
    const timer = setTimeout(() => void save(), QUIET_MS);
    return () => clearTimeout(timer);
  }, [matter, work, save]);

  useEffect(() => {
    const again = (): void => void save();
    addEventListener("online", again);
    addEventListener("focus", again);
    return () => {
      removeEventListener("online", again);
      removeEventListener("focus", again);
    };
  }, [save]);
  return { state, flush: save };
}
