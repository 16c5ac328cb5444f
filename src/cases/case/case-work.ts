import type { CaseState, LinkedPlan } from "#engine";
import type { DistrictPack, Matter, Offering } from "#district";
import type { Instant, JsonObject, LocalDate, Problem, Result } from "#kernel";
import type { Plan } from "#process";
import type { StoredRecord } from "#registers";
import type { AskOutside } from "./facts-ports.ts";
import type { StationFacts } from "./station-facts.ts";
import type { CaseHead, CaseStore, CaseTransaction } from "./ports.ts";

/** What of a case tells its plans: its own, and those of the processes it has called. */
export type PinnedCase = {
  readonly head: Pick<CaseHead, "matter" | "plan">;
  readonly state?: CaseState;
};

/** What commands on cases need of their surroundings; `app` brings it. */
export type CaseWork = {
  readonly store: CaseStore;
  readonly pack: DistrictPack;
  /** The plan new cases of a matter run on. */
  readonly planOf: (matter: Matter) => LinkedPlan;
  /**
   * The plan a running case pins, linked with its matter's decisions and settings and with every version of a called
   * process that the case stands in. Inside a transaction `within` is that transaction: nothing is looked up
   * beside it.
   */
  readonly planOfCase: (
    pinned: PinnedCase,
    within?: Pick<CaseTransaction, "findPlan">,
  ) => Promise<Result<LinkedPlan, Problem>>;
  /** The plan that a case is to go over to, linked as for `planOfCase`, from the one that it pins. */
  readonly planToMigrate: (
    pinned: PinnedCase,
    to: string,
    within?: Pick<CaseTransaction, "findPlan">,
  ) => Promise<Result<LinkedPlan, Problem>>;
  /** A published plan by its hash. */
  readonly findPlan: (hash: string) => Promise<Plan | undefined>;
  /**
   * Checks values against a JSON Schema and its `x-checks`, which also see what is `known` of the case; `fields` of
   * the refusal's details points into the form.
   */
  readonly validate: (schema: JsonObject, values: JsonObject, known?: JsonObject) => readonly FieldFault[];
  /** A record with its personal fields, whoever asks: for rules that compare, never to be shown to another. */
  readonly findRecord: (register: string, id: string) => Promise<StoredRecord | undefined>;
  /** How a matter is offered at a moment, folder and ledger together; undefined where there is none. */
  readonly findOffering: (matter: string, at: Instant) => Promise<Offering | undefined>;
  /** The id under which a register keeps what people call by this key; a personal key stands nowhere in the open. */
  readonly recordId: (register: string, key: string) => string;
  /** Asks a system outside by an address of the district, for a rule that rests on it. */
  readonly askSource: AskOutside;
  /** By what stations route matters, where the house keeps it. */
  readonly stationFacts?: () => Promise<StationFacts>;
  readonly newId: () => string;
  readonly newSalt: () => string;
  /** Printed on every document as 演示. */
  readonly demo: boolean;
  /** Where verification pages are found, e.g. https://qianshan.example. */
  readonly publicUrl: string;
  readonly now: () => Instant;
  /** The day a limit that starts at an instant ends on, or nothing outside the covered years. */
  readonly dueOn: (from: Instant, limit: string) => LocalDate | undefined;
};

/** One place in a form that needs mending. */
export type FieldFault = {
  readonly pointer: string;
  readonly message: { readonly zh: string; readonly en: string };
};
