import type { DemoAccount } from "../parts/account.ts";
import type { FigureGroup, Exchange, PersonalDataRules } from "../parts/district-file.ts";
import type { Division } from "../parts/division.ts";
import type { Library } from "../parts/library.ts";
import type { LifeEvent } from "../parts/life-event.ts";
import type { Example } from "../parts/example.ts";
import type { ApplicationForm, TaskForm } from "../parts/form.ts";
import type { FrequencyRule } from "../parts/frequency.ts";
import type { Hall } from "../parts/hall.ts";
import type { MatterDefinition } from "../parts/matter.ts";
import type { Organ } from "../parts/organ.ts";
import type { PostDefinition, RoleDefinition } from "../parts/post.ts";
import type { Retention } from "../parts/retention.ts";
import type { CaseWords } from "../parts/case-words.ts";
import type { CommandRules } from "../parts/command.ts";
import type { FieldRules } from "../parts/field.ts";
import type { Channels } from "../parts/channels.ts";
import type { PhotoRules } from "../parts/photos.ts";
import type { Supervision } from "../parts/supervision.ts";
import type { MessageRules } from "../parts/messages.ts";
import type { Places } from "../parts/places.ts";
import type { Ratings } from "../parts/ratings.ts";
import type { Register } from "../parts/register.ts";
import type { AddressCheckDefinition } from "../parts/address-check.ts";
import type { SituationDefinition } from "../parts/situation.ts";
import type { SoughtText } from "../parts/sought-words.ts";
import type { PackList } from "../parts/list.ts";
import type { WorkCalendar } from "#calendar";
import type { Decide } from "#engine";
import type { Bilingual, Json, JsonObject } from "#kernel";
import type { Plan } from "#process";
import type { DecisionModels } from "#rules";

/** Files of a pack by path inside it (`matters/x/matter.yaml`): text, or bytes where it is not UTF-8. */
export type PackFiles = ReadonlyMap<string, string | Uint8Array>;

/** A district as a folder of data, read and checked whole (区包). Maps are by id. */
export type DistrictPack = {
  /** 6-digit code of the county-level division: first in every key, never changes. */
  readonly code: string;
  readonly name: Bilingual;
  /** SHA-256 over all files, so that a case can say on which pack it was decided. */
  readonly contentHash: string;
  /** Settings every matter starts from, e.g. `correctionLapse: 15wd`. */
  readonly settings: Readonly<Record<string, Json>>;
  readonly separation: { readonly relaxedOrgans: readonly string[] };
  /** What comes in from outside, and by whose posts. */
  readonly exchange: Exchange;
  readonly personalData: PersonalDataRules;
  readonly divisions: ReadonlyMap<string, Division>;
  readonly outline: Outline;
  /** What lies where: areas, grid cells, zones. */
  readonly places: Places;
  readonly organs: ReadonlyMap<string, Organ>;
  readonly roles: ReadonlyMap<string, RoleDefinition>;
  readonly posts: ReadonlyMap<string, PostDefinition>;
  /** By what stations route matters; null where nothing is routed. */
  readonly frequency: FrequencyRule | null;
  /** So many days before a clerk's training ends, its end is told; 0 where it is not. */
  readonly training: { readonly warnDays: number };
  /** What the portal proposes to search for, in people's own words. */
  readonly searches: readonly string[];
  /** Figures that are read together, under a heading. */
  readonly figureGroups: readonly FigureGroup[];
  /** Service centres and stations where people are served in person; none where the pack has no halls.yaml. */
  readonly halls: ReadonlyMap<string, Hall>;
  readonly calendar: WorkCalendar;
  readonly registers: ReadonlyMap<string, Register>;
  /** Systems outside that are told what happens and compared with day by day (办件库, 证照库, 好差评). */
  readonly libraries: ReadonlyMap<string, Library>;
  readonly processes: ReadonlyMap<string, ProcessSource>;
  readonly forms: ReadonlyMap<string, TaskForm>;
  /** What may be chosen, by the list's id (`lists/<id>.csv`). */
  readonly lists: ReadonlyMap<string, PackList>;
  readonly matters: ReadonlyMap<string, Matter>;
  /** Life events and firms' events by which matters are found, in the order they are shown. */
  readonly events: ReadonlyMap<string, LifeEvent>;
  /** What people have in mind, with the questions that tell which matters apply. */
  readonly situations: ReadonlyMap<string, Situation>;
  /** The check of an address before a lease; null where the district has none. */
  readonly addressCheck: AddressCheck | null;
  /** Definitions as written; the indicators room, which stands above this one, checks them. */
  readonly indicators: ReadonlyMap<string, IndicatorSource>;
  /** Typst sources by template name (file name without `.typ`). */
  readonly templates: ReadonlyMap<string, string>;
  /** Chinese name → English name: its own dictionary, and every name that it says in both languages. */
  readonly english: ReadonlyMap<string, string>;
  /** What a rating (好差评) may say beside its grade. */
  readonly ratings: Ratings;
  /** What goes outside by e-mail and text message, in which words. */
  readonly messages: MessageRules;
  /** How long files and documents are kept, and what then becomes of them. */
  readonly retention: Retention;
  /** When cards are shown, and what organs are compared by. */
  readonly supervision: Supervision;
  /** What is held against the facts of a photo, and how much each finding weighs. */
  readonly photos: PhotoRules;
  /** How reports come in without an account of ours; null where they do not. */
  readonly channels: Channels | null;
  /** What the folder says of the records of registers that mirror its rows (`registers/<id>.csv`). */
  readonly registerRows: readonly PackRecords[];
  /** Who works with the field face, and by what an incident is reported there. */
  readonly field: FieldRules;
  /** What states and outcomes of the district's own are called. */
  readonly caseWords: CaseWords;
  /** Who works at the command desk, and the registers it reads. */
  readonly command: CommandRules;
  readonly demo: Demo;
};

/** The map's shapes: GeoJSON, whose, and what is only schematic about it. */
export type Outline = {
  readonly geojson: JsonObject;
  readonly attribution: string;
  readonly note: Bilingual;
};

/** A process shared by matters: `processes/<id>.bpmn`. */
export type ProcessSource = {
  readonly id: string;
  readonly file: string;
  readonly xml: string;
  readonly plan: Plan;
};

/** A decision model of a matter. */
export type DecisionSource = { readonly file: string; readonly xml: string };

/** A matter's decisions, compiled: as models, and as the engine asks for them. Null where it has none. */
export type MatterDecisions = {
  readonly sources: readonly DecisionSource[];
  readonly models: DecisionModels | null;
  /** Those of the district, which answer what the matter's own do not hold. */
  readonly shared: DecisionModels | null;
  readonly decide: Decide | null;
};

/** A matter (事项) with all that its folder holds. */
export type Matter = MatterDefinition & {
  readonly form: ApplicationForm;
  readonly decisions: MatterDecisions;
  readonly examples: readonly Example[];
  /** What a search looks through. */
  readonly sought: readonly SoughtText[];
};

/** The check of an address with its decision. */
export type AddressCheck = AddressCheckDefinition & { readonly decisions: MatterDecisions };

/** A situational guide with its decisions. */
export type Situation = SituationDefinition & { readonly file: string; readonly decisions: MatterDecisions };

export type IndicatorSource = { readonly id: string; readonly file: string; readonly definition: JsonObject };

/** What exists only under `--demo`. */
export type Demo = {
  readonly accounts: readonly DemoAccount[];
  readonly records: readonly PackRecords[];
};

/** Records of a register, one row a record, by field id. */
export type PackRecords = {
  readonly register: string;
  readonly file: string;
  readonly rows: readonly Readonly<Record<string, Json>>[];
};
