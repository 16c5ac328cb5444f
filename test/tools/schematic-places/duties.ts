import type { Cell } from "./cells.ts";
import type { Community, Place } from "./communities.ts";
import type { Ring, Spot } from "./ground.ts";
import { shortName, type Zone } from "./zones.ts";

type Row = Readonly<Record<string, string>>;
type Land = {
  readonly district: string;
  readonly towns: readonly Place[];
  readonly communities: readonly Community[];
  readonly cells: readonly Cell[];
  readonly zones: readonly Zone[];
};

const SURNAMES = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"];
const GIVEN = [
  "建国",
  "淑兰",
  "志强",
  "桂英",
  "海涛",
  "丽华",
  "春生",
  "玉梅",
  "立新",
  "晓东",
  "凤霞",
  "长河",
  "文静",
  "永顺",
  "秋菊",
  "振宇",
];
/** Invented, the same every time. */
const nameOf = (number: number): string =>
  `${SURNAMES[(number * 7) % SURNAMES.length] ?? ""}${GIVEN[(number * 11 + Math.floor(number / 20)) % GIVEN.length] ?? ""}`;

/** A community is one duty grid, a large one two; each has a grid worker, and each zone the chief of its level. */
export function demoDuties(land: Land): { readonly grids: readonly Row[]; readonly persons: readonly Row[] } {
  const grids = land.communities.flatMap((community) => gridsOf(community, land.cells));
  const persons: Row[] = [];
  const [first] = grids;
  // Whoever came before: a term that is over.
  if (first !== undefined)
    persons.push({
      dutyNo: "ZR-0000",
      name: nameOf(0),
      duty: "gridWorker",
      level: "",
      answersFor: first["gridNo"] ?? "",
      division: first["division"] ?? "",
      from: "2019-01-01",
      to: "2021-12-31",
      ...NO_ACCOUNT,
    });
  const enter = (row: Row): void => {
    const number = persons.length;
    persons.push({ dutyNo: `ZR-${String(number).padStart(4, "0")}`, name: nameOf(number), ...row });
  };
  for (const { gridNo = "", division = "" } of grids)
    enter({ duty: "gridWorker", level: "", answersFor: gridNo, division, ...IN_OFFICE });
  for (const zone of land.zones) {
    const { id, kind, division } = zone;
    const duty = { duty: DUTIES[kind], level: levelOf(division), answersFor: id, division };
    enter({ ...duty, ...IN_OFFICE, ...ACCOUNTS[id] });
    // 民间河长 look after whole rivers beside the chiefs in office.
    if (kind === "river" && zone.within === null)
      enter({ duty: "volunteerRiverChief", level: "", answersFor: id, division, ...IN_OFFICE });
  }
  return { grids, persons };
}

const DUTIES = {
  river: "riverChief",
  road: "roadChief",
  forest: "forestChief",
  economicZone: "zoneChief",
} as const;

/** Chiefs who sign in in the demonstration (demo/accounts.yaml). */
const ACCOUNTS: Readonly<Record<string, Row>> = {
  "HD01-3-1": { organ: "ganquan", account: "demo-river-chief" },
  "LD01-1": { organ: "tanggangzi", account: "demo-road-chief" },
};

const levelOf = (division: string): string =>
  division.length === 6 ? "district" : division.length === 9 ? "town" : "village";

const NO_ACCOUNT: Row = { organ: "", account: "" };
const IN_OFFICE: Row = { from: "2022-01-01", to: "", ...NO_ACCOUNT };

function gridsOf(community: Community, cells: readonly Cell[]): readonly Row[] {
  const own = cells.filter((cell) => cell.community === community.code);
  const halves =
    Number(community.code.slice(9)) < 200 ? [own.slice(0, own.length / 2), own.slice(own.length / 2)] : [own];
  return halves.map((half, index) => ({
    gridNo: `${community.code}-${index + 1}`,
    name: `${shortName(community.name)}${halves.length === 1 ? "" : ["第一", "第二"][index]}责任网格`,
    division: community.code,
    cells: half.map(({ code }) => code).join("、"),
  }));
}

/** Common kinds of GB/T 30428.2, one of each in every eighth community. */
const KINDS = [
  ["0101", "上水井盖"],
  ["0102", "污水井盖"],
  ["0118", "路灯"],
  ["0209", "交通标志牌"],
  ["0305", "果皮箱"],
  ["0402", "行道树"],
] as const;

export function demoComponents(land: Land, toDegrees: (spot: Spot) => Spot): readonly Row[] {
  const serials = new Map<string, number>();
  return land.communities
    .filter((_, index) => index % 8 === 0)
    .flatMap((community) =>
      KINDS.flatMap(([kind, name], index): readonly Row[] => {
        const cell = land.cells.filter((each) => each.community === community.code)[index * 17 + 3];
        if (cell === undefined) return [];
        const serial = (serials.get(kind) ?? 0) + 1;
        serials.set(kind, serial);
        const [lon, lat] = toDegrees(middle(cell.ring));
        return [
          {
            code: `${land.district}${kind}${String(serial).padStart(6, "0")}`,
            name: `${shortName(community.name)}${name}`,
            lon: String(lon),
            lat: String(lat),
            cell: cell.code,
            division: community.code,
            keeper: kind.startsWith("02") ? "transport" : "law-enforcement",
            installedOn: "2021-06-01",
          },
        ];
      }),
    );
}

const middle = (ring: Ring): Spot => [
  ring.reduce((sum, [x]) => sum + x, 0) / ring.length,
  ring.reduce((sum, [, y]) => sum + y, 0) / ring.length,
];
