import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { announcement } from "../../test/harness/upload.ts";
import type { People, Part } from "./people.ts";
import type { Photos } from "./photos.ts";
import type { Spot } from "./spots.ts";
import { ask, type Answered, type Session } from "./requests.ts";

/** A server with its people, the pictures that are sent to it, and the spots that something is reported of. */
export type Place = {
  readonly url: string;
  readonly people: People;
  readonly photos: Photos;
  readonly spots: readonly Spot[];
};

/** What one lifecycle took: its requests one by one in milliseconds, and how many were answered otherwise than well. */
export type Lived = { readonly waits: readonly number[]; readonly faults: readonly string[] };

/** How often somebody opens a page whose case has moved on meanwhile. */
const MOST_LOOKS = 5;
const MOVED_ON = ["CASE_CHANGED", "STALE_VERSION"];
const CLASS = { key: "E-0102", code: "0102" };

/**
 * One incident from its report to where somebody finds it closed, by the requests that people's pages send: a resident
 * reports; the registrar, the dispatcher, the handler, the verifier and the registrar again open the case and finish
 * their task; handler and verifier send a photo each; the dispatcher seeks the number. Ends at the first fault. `told` hears of each request when it was sent and how long it took.
 */
export async function liveThrough(
  place: Place,
  number: number,
  told: (at: number, milliseconds: number) => void = () => undefined,
): Promise<Lived> {
  const waits: number[] = [];
  const faults: string[] = [];
  const by = (part: Part): Session => place.people[part][number % place.people[part].length] as Session;
  const must = async (
    session: Session,
    method: string,
    path: string,
    sent: Parameters<typeof ask>[4] = {},
  ) => {
    const at = performance.now();
    const answered = await ask(place.url, session, method, path, sent);
    waits.push(answered.milliseconds);
    told(at, answered.milliseconds);
    if (answered.status >= 300) throw new Fault(`${method} ${path.slice(0, 60)}`, answered);
    return answered.body;
  };
  const post = (session: Session, path: string, json: object) =>
    must(session, "POST", path, { json, headers: { "idempotency-key": randomUUID() } });
  const photo = async (session: Session, material: string): Promise<string> => {
    const bytes = await place.photos.next();
    const upload = (await must(session, "POST", "/api/uploads", {
      bytes,
      headers: {
        ...announcement({ matter: "incident", material, name: "现场.jpg" }, bytes.length),
        "content-type": "application/offset+octet-stream",
      },
    })) as { readonly location: string };
    const kept = await must(session, "POST", "/api/files", {
      json: { upload: upload.location.split("/").at(-1) },
    });
    return (kept as { readonly sha256: string }).sha256;
  };
  try {
    const receipt = (await post(by("resident"), "/api/cases", {
      matter: "incident",
      values: reportOf(place.spots, number),
      materials: {},
    })) as { readonly caseNo: string };
    const act = async (part: Part, element: string, values: object, tries = MOST_LOOKS): Promise<void> => {
      const session = by(part);
      const page = (await must(session, "GET", `/api/cases/${receipt.caseNo}`)) as CasePage;
      const task = page.tasks.find((each) => each.element === element && each.refused === null);
      if (task === undefined)
        throw new Error(`${element} is not open, but ${page.tasks.map((each) => each.element).join(", ")}`);
      const path = `/api/cases/${receipt.caseNo}/tasks/${task.id}/complete`;
      await post(session, path, { version: page.version, values }).catch(async (fault: unknown) => {
        // What the worker does with a case moves it on; then the page says so, and is looked at again.
        if (!(fault instanceof Fault) || !MOVED_ON.includes(String(fault.code)) || tries === 1) throw fault;
        await act(part, element, values, tries - 1);
      });
    };
    await act("registrar", "Task_Register", {
      registerOutcome: "register",
      classKey: CLASS.key,
      urgentCase: false,
      registerNote: "现场属实",
    });
    await act("dispatcher", "Task_Dispatch", {
      handlingOrgan: "tanggangzi",
      dispatchReason: "按类别的责任单位",
      dispatchMode: "single",
    });
    const afterPhotos = [await photo(by("handler-town"), "afterPhotos")];
    await act("handler-town", "Task_Handle", {
      handleResult: "done",
      handleNote: "垃圾已清运",
      materials: { afterPhotos },
    });
    const verifyPhotos = [await photo(by("verifier"), "verifyPhotos")];
    await act("verifier", "Task_Verify", {
      verifyResult: "fixed",
      verifyNote: "已清理干净",
      materials: { verifyPhotos },
    });
    await act("registrar", "Task_Close", { closeResult: "close", reply: "垃圾已清运" });
    const found = await must(by("dispatcher"), "GET", `/api/desk/cases?q=${receipt.caseNo}`);
    if (!JSON.stringify(found).includes(receipt.caseNo)) throw new Error(`${receipt.caseNo} is not found`);
  } catch (fault) {
    faults.push(fault instanceof Error ? fault.message : String(fault));
  }
  return { waits, faults };
}

type CasePage = {
  readonly version: number;
  readonly tasks: readonly { readonly id: string; readonly element: string; readonly refused: unknown }[];
};

class Fault extends Error {
  readonly code: unknown;
  constructor(asked: string, { status, body }: Answered) {
    super(`${asked}: ${status} ${JSON.stringify(body).slice(0, 200)}`);
    this.code = (body as { readonly code?: unknown } | null)?.code;
  }
}

/** Each report is of another spot than those before it. */
function reportOf(spots: readonly Spot[], number: number): object {
  const { division, lon, lat } = spots[number % spots.length] as Spot;
  return {
    source: "report",
    kind: "event",
    class: CLASS.code,
    description: `${number}号门前有一堆生活垃圾`,
    division,
    place: { lon, lat, accuracy: 12 },
    reporter: { name: "王文娟", mobile: "13900000019", confidential: false },
  };
}
