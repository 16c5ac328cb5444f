import { listSearch, type Search } from "./list-search.ts";

const LIGHTS = ["", "green", "yellow", "red", "paused"] as const;
const DAYS = { from: null, to: null } as const;
const PAGED = { after: null } as const;

const DESK = {
  view: ["mine", "organ", "done", "cases"],
  q: null,
  light: LIGHTS,
  matter: null,
  state: null,
  organ: null,
  ...DAYS,
  sort: ["", "reversed"],
  columns: null,
  ...PAGED,
} as const;

/** What narrows a list of the desk, its kind and order apart. */
export const DESK_FILTERS = ["q", "light", "matter", "state", "organ", "from", "to"] as const;
export type DeskSearch = Search<typeof DESK>;
export const deskSearch = listSearch(DESK);

const MAP = {
  class: null,
  state: null,
  handling: null,
  due: null,
  urgent: null,
  town: null,
  /** As the server reads it: a box of four sides, or corners. */
  area: null,
  show: ["clusters", "heat"],
  /** Where the map looks: longitude, latitude, zoom. */
  at: null,
  ...PAGED,
} as const;
export const MAP_FILTERS = ["class", "state", "handling", "due", "urgent", "town", "area"] as const;
export type MapSearch = Search<typeof MAP>;
export const mapSearch = listSearch(MAP);

const BATCHES = { ...PAGED } as const;
export type BatchesSearch = Search<typeof BATCHES>;
export const batchesSearch = listSearch(BATCHES);

const CATALOGUE = { q: null, event: null, organ: null, type: null, kind: null, audience: null } as const;
export const CATALOGUE_FILTERS = ["audience", "event", "type", "kind", "organ"] as const;
export type CatalogueSearch = Search<typeof CATALOGUE>;
export const catalogueSearch = listSearch(CATALOGUE);

const MINE = { q: null, matter: null, open: ["", "true", "false"], ...DAYS, ...PAGED } as const;
export const MINE_FILTERS = ["q", "matter", "open", "from", "to"] as const;
export type MineSearch = Search<typeof MINE>;
export const mineSearch = listSearch(MINE);

const NOTICES = { unread: ["", "true"], ...PAGED } as const;
export const NOTICE_FILTERS = ["unread"] as const;
export type NoticesSearch = Search<typeof NOTICES>;
export const noticesSearch = listSearch(NOTICES);

export type LooksSearch = Search<typeof PAGED>;
export const looksSearch = listSearch(PAGED);

const PARTS = ["", "denominator", "numerator", "missing"] as const;
const FIGURE = { year: null, place: null, organ: null, part: PARTS, columns: null, ...PAGED } as const;
export const FIGURE_FILTERS = ["place"] as const;
export type FigureSearch = Search<typeof FIGURE>;
export const figureSearch = listSearch(FIGURE);

const ACCOUNTS = {
  q: null,
  kind: ["", "staff", "resident", "enterprise"],
  organ: null,
  disabled: ["", "false", "true"],
  ...PAGED,
} as const;
export const ACCOUNT_FILTERS = ["q", "kind", "organ", "disabled"] as const;
export type AccountsSearch = Search<typeof ACCOUNTS>;
export const accountsSearch = listSearch(ACCOUNTS);

const SUPERVISION = {
  view: ["organs", "tasks", "cards"],
  when: ["overdue", "near"],
  organ: null,
  kind: ["", "yellow", "red"],
  by: null,
  ...PAGED,
} as const;
export type SupervisionSearch = Search<typeof SUPERVISION>;
export const supervisionSearch = listSearch(SUPERVISION);

const WEBHOOK = { ...PAGED } as const;
export const webhookSearch = listSearch(WEBHOOK);

const RATINGS = { bad: ["", "true"], ...PAGED } as const;
export const ratingsSearch = listSearch(RATINGS);

const ROLL = { register: null, month: null, kind: null, ...PAGED } as const;
export type RollSearch = Search<typeof ROLL>;
export const rollSearch = listSearch(ROLL);

const FAILURES = { matter: null, organ: null, sort: ["", "reversed"], ...PAGED } as const;
export const FAILURE_FILTERS = ["matter", "organ"] as const;
export type FailuresSearch = Search<typeof FAILURES>;
export const failuresSearch = listSearch(FAILURES);

const RECONCILIATION = {
  verdict: ["", "expected", "matched", "missing", "unknown", "differing"],
  ...PAGED,
} as const;
export const reconciliationSearch = listSearch(RECONCILIATION);

const REPORTS = { state: ["", "waiting", "delivered", "refused", "dropped"], ...PAGED } as const;
export const reportsSearch = listSearch(REPORTS);
