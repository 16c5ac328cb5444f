import { randomUUID } from "node:crypto";
import type { ReportReceiptAnswer } from "#contract";
import { samplePhoto } from "../support/sample-photo.ts";
import { foundInTime } from "./found-in-time.ts";
import { mustAct, type CaseAnswer, type Person } from "./person.ts";
import type { TestPlatform } from "./test-platform.ts";
import { ask, NOBODY, type Answer } from "./visitor.ts";

/** A place within 汤岗子, in a cell. */
export const AT_TANGGANGZI = { lon: 122.9087, lat: 41.0739, accuracy: 12 };

/** A report that says everything that is needed. */
export const REFUSE_HEAP = {
  class: "E-0102",
  description: "小区南门外堆着一大堆生活垃圾",
  urgent: false,
  point: AT_TANGGANGZI,
  address: "小区南门外",
  community: null,
  photos: [] as readonly string[],
  reporter: { name: "", mobile: "", confidential: false },
};

/** Reports without signing in. */
export const report = (
  site: Pick<TestPlatform, "url">,
  change: object = {},
  key: string = randomUUID(),
): Promise<Answer> =>
  ask(site, NOBODY, "POST", "/api/public/reports", {
    json: { ...REFUSE_HEAP, ...change },
    headers: { "idempotency-key": key },
  });

/** The receipt of a report that must be taken. */
export async function reported(
  site: Pick<TestPlatform, "url">,
  change: object = {},
): Promise<ReportReceiptAnswer & { readonly code: string }> {
  const { status, body } = await report(site, change);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  const receipt = body as ReportReceiptAnswer;
  return { ...receipt, code: receipt.queryCode?.code ?? "" };
}

/** Registers, dispatches, handles, verifies and closes a case, each step by who may. */
export async function handleWhole(
  as: (login: string) => Promise<Person>,
  caseNo: string,
  reply: string,
  steps: readonly string[] = ["register", "dispatch", "handle", "verify", "close"],
): Promise<void> {
  const does: Readonly<Record<string, () => Promise<unknown>>> = {
    register: async () =>
      mustAct(await as("registrar"), caseNo, "Task_Register", {
        registerOutcome: "register",
        classKey: "E-0102",
        urgentCase: false,
        registerNote: "现场属实",
      }),
    dispatch: async () =>
      mustAct(await as("dispatcher"), caseNo, "Task_Dispatch", {
        handlingOrgan: "tanggangzi",
        dispatchReason: "按类别的责任单位",
        dispatchMode: "single",
      }),
    handle: async () => {
      const handler = await as("handler-town");
      const afterPhotos = [await photoBy(handler, "afterPhotos")];
      const done = { handleResult: "done", handleNote: "垃圾已清运", materials: { afterPhotos } };
      await untilPhotosJudged(handler, caseNo, () => mustAct(handler, caseNo, "Task_Handle", done));
    },
    verify: async () => {
      const verifier = await as("verifier");
      const verifyPhotos = [await photoBy(verifier, "verifyPhotos")];
      const fixed = { verifyResult: "fixed", verifyNote: "已清理干净", materials: { verifyPhotos } };
      return mustAct(verifier, caseNo, "Task_Verify", fixed);
    },
    close: async () => mustAct(await as("registrar"), caseNo, "Task_Close", { closeResult: "close", reply }),
  };
  for (const step of steps) await does[step]?.();
}

/**
 * Does what hands photos over, and waits until they were judged: that moves the case on beside the verifier, whose page
 * is out of date if it was opened before.
 */
export async function untilPhotosJudged(
  person: Person,
  caseNo: string,
  deed: () => Promise<unknown>,
): Promise<void> {
  const judged = async (): Promise<number> => {
    const { history } = await person.get<CaseAnswer>(`/api/cases/${caseNo}`);
    return history.filter(({ sentence }) => sentence.zh.includes("核对照片")).length;
  };
  const before = await judged();
  await deed();
  await foundInTime(async () => ((await judged()) > before ? true : undefined));
}

/** Uploads a picture that nobody has sent before; answers its hash. */
async function photoBy(person: Person, material: string): Promise<string> {
  photos += 1;
  const sent = await person.upload(
    "incident",
    material,
    "现场.jpg",
    await samplePhoto({ scene: 40 + photos }),
  );
  if (sent.status !== 200) throw new Error(`${sent.status} ${JSON.stringify(sent.body)}`);
  return (sent.body as { readonly sha256: string }).sha256;
}

let photos = 0;
