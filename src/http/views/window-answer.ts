import { canServeAtHall, storeContextOf, type Principal } from "#access";
import { registersOfParties, type StationRoute } from "#cases";
import type { HallAnswer, WindowAnswer, WindowMatters } from "#contract";
import {
  inBoth,
  KIND_NAMES,
  letterOf,
  organInBoth,
  stateName,
  type DistrictPack,
  type Hall,
  type Matter,
  type Register,
} from "#district";
import type { StoredRecord } from "#registers";
import { listTakenIn, systemContext } from "#store";
import type { Platform } from "../platform.ts";
import { CARD_READER } from "../sign-in/index.ts";
import { storedCases } from "./stored-cases.ts";

/** What a clerk's window page starts with. */
export async function windowAnswer(platform: Platform, principal: Principal): Promise<WindowAnswer> {
  const { pack } = platform.work;
  const taken = await listTakenIn(
    platform.store,
    storeContextOf(principal, pack.code),
    principal.account.id,
    20,
  );
  // How far a case is that I took in is told to me, whichever organ it went to; nothing else of it.
  const cases = await storedCases(
    platform.store,
    systemContext(pack.code),
    taken.map(({ caseNo }) => caseNo),
  );
  return {
    halls: hallsOf(pack, principal),
    cardReader: CARD_READER,
    takenIn: taken.map(({ caseNo, matter, applicantName, byAgent, hall, at }) => ({
      caseNo,
      matterName: pack.matters.get(matter)?.name ?? inBoth(pack, matter),
      applicantName,
      byAgent,
      hallName: pack.halls.get(hall)?.name ?? { zh: hall, en: hall },
      at,
      stateName: stateName(pack, matter, cases.get(caseNo)?.head.state ?? null),
    })),
  };
}

/** The halls where somebody stands at a counter: their own organ's first. */
function hallsOf(pack: DistrictPack, principal: Principal): HallAnswer[] {
  const own = (hall: Hall): boolean => principal.posts.some(({ organ }) => organ === hall.organ);
  return [...pack.halls.values()]
    .filter((hall) => canServeAtHall(principal, hall).allowed)
    .toSorted((one, other) => Number(own(other)) - Number(own(one)))
    .map(hallAnswer);
}

/** A hall with its counters and queues. */
function hallAnswer({ id, name, kind, address, counters, queues }: Hall): HallAnswer {
  return { id, name, kind, address, counters: [...counters], queues: [...queues] };
}

/** A matter as the window chooses it: whom it is for, and what an agent brings. */
export function windowMatter(
  pack: DistrictPack,
  matter: Matter,
  route: StationRoute | null,
): WindowMatters["items"][number] {
  const letter = letterOf(matter);
  return {
    id: matter.id,
    name: matter.name,
    organName: organInBoth(pack, matter.organ),
    kindName: KIND_NAMES[matter.kind],
    registers: registersOf(pack, matter).map((register) => ({
      id: register.id,
      name: register.name,
      key: keyField(register)?.name ?? register.name,
      person: keyField(register)?.type === "citizenId",
    })),
    agent: matter.supports.agent,
    letter: {
      id: letter.id,
      name: letter.name,
      asked: matter.materials.some(({ id }) => id === letter.id),
      types: [...letter.types],
      maxBytes: letter.maxBytes,
    },
    route:
      route === null
        ? null
        : { ...route, specialists: [...route.specialists], refused: route.refused?.message ?? null },
    fields: {
      key: matter.applicant?.field ?? null,
      declared: matter.applicant?.agent?.declared ?? null,
      name: matter.applicant?.agent?.name ?? null,
      idNo: matter.applicant?.agent?.idNo ?? null,
    },
  };
}

const keyField = (register: Register) => register.fields.find(({ id }) => id === register.key);

/** The register its rule names; without one, those of persons or firms that apply at all, by its audience. */
function registersOf(pack: DistrictPack, { applicant, audience }: Matter): readonly Register[] {
  if (applicant !== null) return [...pack.registers.values()].filter(({ id }) => id === applicant.register);
  const wanted = audience.map((kind) => (kind === "resident" ? "citizenId" : "creditCode"));
  return registersOfParties(pack).filter((register) => {
    const type = keyField(register)?.type;
    return (type === "citizenId" || type === "creditCode") && wanted.includes(type);
  });
}

/** Who represents a firm by law, by name; null where the register is of persons. */
export function representativeOf(register: Register, record: StoredRecord): string | null {
  if (keyField(register)?.type === "citizenId") return null;
  const name = record.data["legalRepresentative"];
  return typeof name === "string" ? name : null;
}
