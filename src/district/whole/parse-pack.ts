import { checkAdmittedJobs } from "../checks/check-matter-process.ts";
import { checkPackReferences } from "../checks/check-pack-references.ts";
import { checkCardRules, checkTaskForms } from "../checks/check-expressions.ts";
import { checkSeals } from "../checks/check-seals.ts";
import { checkLibraries } from "../checks/check-libraries.ts";
import { checkChannels } from "../checks/check-channels.ts";
import { checkHalls } from "../checks/check-halls.ts";
import { checkFollowUpRegister } from "../checks/check-follow-up.ts";
import { checkDues } from "../checks/check-dues.ts";
import { checkPublicity } from "../checks/check-publicity.ts";
import { checkPayments } from "../checks/check-payments.ts";
import { checkDuties } from "../checks/check-duties.ts";
import { checkPlaces } from "../checks/check-places.ts";
import { checkIndicators } from "../checks/check-indicators.ts";
import { checkSituations } from "../checks/check-situations.ts";
import { checkMatter } from "../checks/check-matter.ts";
import type { Draft } from "../pack/draft.ts";
import { faultOf, type Fault } from "../shape/fault.ts";
import { inOrder } from "../reading/in-order.ts";
import { readElements, type FormParts } from "../reading/form-parts.ts";
import { readRegisterRows } from "../reading/read-records.ts";
import { registerChoices } from "../reading/register-choices.ts";
import type { DistrictPack, IndicatorSource, PackFiles } from "../pack/pack.ts";
import {
  foldersIn,
  keyed,
  nameOfFile,
  pathsIn,
  readKeyedList,
  readOptional,
  readText,
  readYaml,
  type PackReader,
} from "../pack/pack-reader.ts";
import { districtFile } from "../parts/district-file.ts";
import { jsonObject } from "../parts/example.ts";
import { library } from "../parts/library.ts";
import { lifeEvent } from "../parts/life-event.ts";
import { hall, type Hall } from "../parts/hall.ts";
import { organ } from "../parts/organ.ts";
import { postDefinition, roleDefinition } from "../parts/post.ts";
import { messageRules, NO_MESSAGES } from "../parts/messages.ts";
import { caseWords, NO_CASE_WORDS } from "../parts/case-words.ts";
import { commandRules, NO_COMMAND } from "../parts/command.ts";
import { fieldRules, NO_FIELD } from "../parts/field.ts";
import { channels } from "../parts/channels.ts";
import { NO_PHOTO_RULES, photoRules } from "../parts/photos.ts";
import { NO_SUPERVISION, supervision } from "../parts/supervision.ts";
import { NO_RATINGS, ratings } from "../parts/ratings.ts";
import { NO_RETENTION, retention } from "../parts/retention.ts";
import { register } from "../parts/register.ts";
import type { Shape } from "../shape/shape.ts";
import { readCalendar } from "../reading/read-calendar.ts";
import { readDemo } from "../reading/read-demo.ts";
import { readDivisions } from "../reading/read-divisions.ts";
import { englishOf, readEnglish } from "../reading/read-english.ts";
import { readTaskForm } from "../reading/read-form.ts";
import { readLists } from "../reading/read-lists.ts";
import { readMatters } from "../reading/read-matter.ts";
import { readAddressCheck } from "../situations/read-address-check.ts";
import { readSituations } from "../situations/read-situations.ts";
import { readOutline } from "../reading/read-outline.ts";
import { readPlaces } from "../reading/read-places.ts";
import { readProcesses } from "../reading/read-processes.ts";
import { err, hashOf, ok, sha256Hex, type Result } from "#kernel";

/**
 * Reads and checks a whole district pack. Every fault is told at once, each with its file and place;
 * a pack with a single fault is refused. It never throws for what the files hold.
 */
export async function parsePack(files: PackFiles): Promise<Result<DistrictPack, readonly Fault[]>> {
  const { pack, faults } = await readPackWhole(files);
  return pack === undefined ? err(faults) : ok(pack);
}

/** What was read of a pack, sound or not. */
export type PackReading = {
  readonly pack: DistrictPack | undefined;
  readonly draft: Draft;
  readonly faults: readonly Fault[];
};

/** As parsePack, but answers what could be read of a faulty pack too. */
export async function readPackWhole(files: PackFiles): Promise<PackReading> {
  const faults: Fault[] = [];
  const reader: PackReader = { files, report: (fault) => void faults.push(fault) };
  const draft = await readDraft(reader);
  checkPackReferences(draft, reader.report);
  checkPlaces(draft, reader.report);
  checkDuties(draft, reader.report);
  checkHalls(draft, reader.report);
  checkChannels(draft, reader.report);
  checkAdmittedJobs(draft, reader.report);
  checkTaskForms(draft, reader.report);
  checkCardRules(draft, reader.report);
  checkIndicators(draft, reader.report);
  checkDues(draft, reader.report);
  checkPublicity(draft, reader.report);
  checkPayments(draft, reader.report);
  checkSituations(draft, reader.report);
  checkSeals(draft, reader.report);
  checkFollowUpRegister(draft, reader.report);
  checkLibraries(draft, reader.report);
  for (const each of draft.matterDrafts) checkMatter(each, draft, reader.report);
  const pack = faults.length === 0 ? packOf(draft, files) : undefined;
  return { pack, draft, faults: distinct(faults) };
}

/** Two matters on one process would tell each of its faults twice. */
function distinct(faults: readonly Fault[]): readonly Fault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}

async function readDraft(reader: PackReader): Promise<Draft> {
  const district = readYaml(reader, "district.yaml", districtFile);
  const registers = readNamed(reader, "registers/", register);
  const events = readKeyedList(reader, "events.yaml", lifeEvent, ({ id }) => id);
  const divisions = readDivisions(reader, "divisions.csv", district?.code);
  const organs = readKeyedList(reader, "organs.yaml", organ, ({ id }) => id);
  const lists = readLists(reader);
  const registerRows = readRegisterRows(reader, registers);
  const outline = readOutline(reader, "outline.geojson", district?.outline, district?.code);
  const places = readPlaces(reader, outline, district?.code);
  const parts = {
    elements: readElements(reader),
    divisions,
    lists,
    organs,
    zones: places?.zones ?? new Map(),
    registers: registerChoices(registers, registerRows),
  };
  const matterDrafts = await readMatters(reader, { organs, events, parts });
  return {
    district,
    divisions,
    outline,
    places,
    organs,
    roles: readKeyedList(reader, "roles.yaml", roleDefinition, ({ id }) => id),
    posts: readKeyedList(reader, "posts.yaml", postDefinition, ({ id }) => id),
    halls: readHalls(reader),
    calendar: readCalendar(reader, "calendar.yaml"),
    registers,
    libraries: readNamed(reader, "libraries/", library),
    processes: await readProcesses(reader),
    forms: readForms(reader, parts),
    lists,
    indicators: inOrder(
      readIndicators(reader),
      (district?.figureGroups ?? []).flatMap(({ figures }) => figures),
    ),
    events,
    situations: await readSituations(reader),
    addressCheck: await readAddressCheck(reader),
    templates: readTemplates(reader),
    matterDrafts,
    mattersFaulty: matterDrafts.length < foldersIn(reader, "matters/").length,
    registerRows,
    demo: readDemo(reader, registers),
    english: readEnglish(reader),
    ratings: readOptional(reader, "ratings.yaml", ratings, NO_RATINGS),
    retention: readOptional(reader, "retention.yaml", retention, NO_RETENTION),
    supervision: readOptional(reader, "supervision.yaml", supervision, NO_SUPERVISION),
    photos: readOptional(reader, "photos.yaml", photoRules, NO_PHOTO_RULES),
    field: readOptional(reader, "field.yaml", fieldRules, NO_FIELD),
    caseWords: readOptional(reader, "states.yaml", caseWords, NO_CASE_WORDS),
    command: readOptional(reader, "command.yaml", commandRules, NO_COMMAND),
    channels: readOptional(reader, "channels.yaml", channels, null),
    messages: readOptional(reader, "messages.yaml", messageRules, NO_MESSAGES),
  };
}

/** The files of a folder, each of one thing whose id is the file's name. */
function readNamed<Value extends { readonly id: string }>(
  reader: PackReader,
  folder: string,
  shape: Shape<Value>,
): ReadonlyMap<string, Value> | undefined {
  const files = pathsIn(reader, folder, ".yaml");
  const read = files.map((file) => readYaml(reader, file, shape));
  const good = read.filter((each) => each !== undefined);
  for (const [index, each] of read.entries()) {
    const named = nameOfFile(files[index] ?? "", ".yaml");
    if (each === undefined || each.id === named) continue;
    const parameters = { found: each.id, expected: named, expectedEn: named };
    reader.report(faultOf(files[index] ?? "", "id", "PACK_FIELD_WRONG", parameters));
  }
  return good.length < read.length
    ? undefined
    : keyed(
        good,
        ({ id }) => id,
        () => undefined,
      );
}

/** halls.yaml, which a district without counters leaves out. */
function readHalls(reader: PackReader): ReadonlyMap<string, Hall> | undefined {
  const file = "halls.yaml";
  return reader.files.has(file) ? readKeyedList(reader, file, hall, ({ id }) => id) : new Map();
}

function readForms(reader: PackReader, parts: FormParts): Draft["forms"] {
  const suffix = ".schema.json";
  const files = pathsIn(reader, "forms/", suffix);
  const forms = files.flatMap((file) => readTaskForm(reader, file, nameOfFile(file, suffix), parts) ?? []);
  return forms.length < files.length
    ? undefined
    : keyed(
        forms,
        ({ id }) => id,
        () => undefined,
      );
}

function readIndicators(reader: PackReader): Draft["indicators"] {
  const sources = pathsIn(reader, "indicators/", ".yaml").flatMap((file): readonly IndicatorSource[] => {
    const definition = readYaml(reader, file, jsonObject);
    return definition === undefined ? [] : [{ id: nameOfFile(file, ".yaml"), file, definition }];
  });
  return keyed(
    sources,
    ({ id }) => id,
    () => undefined,
  );
}

function readTemplates(reader: PackReader): Draft["templates"] {
  const files = pathsIn(reader, "templates/", ".typ");
  const sources = files.map((file) => [nameOfFile(file, ".typ"), readText(reader, file) ?? ""] as const);
  return new Map(sources);
}

function packOf(draft: Draft, files: PackFiles): DistrictPack | undefined {
  const { district, divisions, outline, places, organs, roles, posts, halls, calendar } = draft;
  const {
    registers,
    libraries,
    processes,
    forms,
    lists,
    indicators,
    templates,
    events,
    situations,
    addressCheck,
    demo,
  } = draft;
  const parts = {
    divisions,
    outline,
    places,
    organs,
    roles,
    posts,
    halls,
    calendar,
    registers,
    libraries,
    processes,
    forms,
    lists,
    indicators,
    templates,
    events,
    situations,
    addressCheck,
  };
  if (district === undefined || !allRead(parts)) return undefined;
  const { outline: _about, ...own } = district;
  const matters = new Map(draft.matterDrafts.map(({ matter }) => [matter.id, matter]));
  const english = englishOf(draft);
  return {
    ...own,
    contentHash: contentHashOf(files),
    ...parts,
    matters,
    registerRows: draft.registerRows,
    demo,
    english,
    ratings: draft.ratings,
    messages: draft.messages,
    supervision: draft.supervision,
    photos: draft.photos,
    field: draft.field,
    caseWords: draft.caseWords,
    command: draft.command,
    channels: draft.channels,
    retention: draft.retention,
  };
}

/** True when no part is missing. */
function allRead<Parts extends object>(
  parts: Parts,
): parts is Parts & { readonly [Key in keyof Parts]: Exclude<Parts[Key], undefined> } {
  return Object.values(parts).every((part) => part !== undefined);
}

function contentHashOf(files: PackFiles): string {
  return hashOf([...files].map(([path, content]) => [path, sha256Hex(content)]).toSorted());
}
