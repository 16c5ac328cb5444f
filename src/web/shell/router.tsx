import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { parseSearch, stringifySearch } from "../lists/list-search.ts";
import {
  accountsSearch,
  deskSearch,
  batchesSearch,
  catalogueSearch,
  failuresSearch,
  figureSearch,
  looksSearch,
  mineSearch,
  noticesSearch,
  ratingsSearch,
  supervisionSearch,
  rollSearch,
  reconciliationSearch,
  reportsSearch,
  webhookSearch,
} from "../lists/searches.ts";
import { Crashed, NotFound } from "./error-pages.tsx";
import { Frame } from "./frame.tsx";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: Crashed });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("../portal/home-page.tsx"), "HomePage"),
});

const search = createRoute({
  getParentRoute: () => root,
  path: "/search",
  validateSearch: catalogueSearch,
  component: lazyRouteComponent(() => import("../portal/search-page.tsx"), "SearchPage"),
});

const guide = createRoute({
  getParentRoute: () => root,
  path: "/matters/$matter",
  component: lazyRouteComponent(() => import("../portal/guide-page.tsx"), "GuidePage"),
});

const situation = createRoute({
  getParentRoute: () => root,
  path: "/situations/$situation",
  component: lazyRouteComponent(() => import("../portal/situation-page.tsx"), "SituationPage"),
});

const addressCheck = createRoute({
  getParentRoute: () => root,
  path: "/address-check",
  validateSearch: (raw: Record<string, unknown>) => ({ business: text(raw["business"]) }),
  component: lazyRouteComponent(() => import("../portal/address-page.tsx"), "AddressPage"),
});

const versions = createRoute({
  getParentRoute: () => root,
  path: "/matters/$matter/versions",
  component: lazyRouteComponent(() => import("../portal/versions-page.tsx"), "VersionsPage"),
});

const apply = createRoute({
  getParentRoute: () => root,
  path: "/apply/$matter",
  validateSearch: (raw: Record<string, unknown>) => ({ step: text(raw["step"]), for: text(raw["for"]) }),
  component: lazyRouteComponent(() => import("../portal/apply-page.tsx"), "ApplyPage"),
});

const receipt = createRoute({
  getParentRoute: () => root,
  path: "/receipts/$caseNo",
  component: lazyRouteComponent(() => import("../portal/receipt-page.tsx"), "ReceiptPage"),
});

const myCases = createRoute({
  getParentRoute: () => root,
  path: "/my/cases",
  validateSearch: mineSearch,
  component: lazyRouteComponent(() => import("../portal/my-cases-page.tsx"), "MyCasesPage"),
});

const myCase = createRoute({
  getParentRoute: () => root,
  path: "/my/cases/$caseNo",
  component: lazyRouteComponent(() => import("../portal/my-case-page.tsx"), "MyCasePage"),
});

const notices = createRoute({
  getParentRoute: () => root,
  path: "/my/notices",
  validateSearch: noticesSearch,
  component: lazyRouteComponent(() => import("../portal/notices-page.tsx"), "NoticesPage"),
});

const myData = createRoute({
  getParentRoute: () => root,
  path: "/my/data",
  validateSearch: looksSearch,
  component: lazyRouteComponent(() => import("../mine/my-data-page.tsx"), "MyDataPage"),
});

const myMandates = createRoute({
  getParentRoute: () => root,
  path: "/my/mandates",
  component: lazyRouteComponent(() => import("../mine/mandates-page.tsx"), "MandatesPage"),
});

const myCertificates = createRoute({
  getParentRoute: () => root,
  path: "/my/certificates",
  component: lazyRouteComponent(() => import("../mine/certificates-page.tsx"), "CertificatesPage"),
});

const shared = createRoute({
  getParentRoute: () => root,
  path: "/shared/$code",
  component: lazyRouteComponent(() => import("../portal/shared-page.tsx"), "SharedPage"),
});

const verifyAsk = createRoute({
  getParentRoute: () => root,
  path: "/verify",
  component: lazyRouteComponent(() => import("../portal/verify-page.tsx"), "VerifyAskPage"),
});

const verify = createRoute({
  getParentRoute: () => root,
  path: "/verify/$identifier",
  component: lazyRouteComponent(() => import("../portal/verify-page.tsx"), "VerifyPage"),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  path: "/signed-in",
  component: lazyRouteComponent(() => import("./signed-in-page.tsx"), "SignedInPage"),
});

const desk = createRoute({
  getParentRoute: () => root,
  path: "/desk",
  validateSearch: deskSearch,
  component: lazyRouteComponent(() => import("../desk/desk-page.tsx"), "DeskPage"),
});

const deskCase = createRoute({
  getParentRoute: () => root,
  path: "/desk/cases/$caseNo",
  component: lazyRouteComponent(() => import("../desk/desk-case-page.tsx"), "DeskCasePage"),
});

const deskBatches = createRoute({
  getParentRoute: () => root,
  path: "/desk/batches",
  validateSearch: batchesSearch,
  component: lazyRouteComponent(() => import("../desk/batches-page.tsx"), "BatchesPage"),
});

const deskBatch = createRoute({
  getParentRoute: () => root,
  path: "/desk/batches/$batch",
  component: lazyRouteComponent(() => import("../desk/batch-page.tsx"), "BatchPage"),
});

const deskWindow = createRoute({
  getParentRoute: () => root,
  path: "/desk/window",
  validateSearch: (raw: Record<string, unknown>) => ({
    ticket: text(raw["ticket"]),
    label: text(raw["label"]),
  }),
  component: lazyRouteComponent(() => import("../window/window-page.tsx"), "WindowPage"),
});

const deskQueue = createRoute({
  getParentRoute: () => root,
  path: "/desk/queue",
  component: lazyRouteComponent(() => import("../window/queue-page.tsx"), "QueuePage"),
});

const deskDelivery = createRoute({
  getParentRoute: () => root,
  path: "/desk/delivery",
  component: lazyRouteComponent(() => import("../window/delivery-page.tsx"), "DeliveryPage"),
});

const deskSkills = createRoute({
  getParentRoute: () => root,
  path: "/desk/skills",
  validateSearch: (raw: Record<string, unknown>) => ({ show: text(raw["show"]) }),
  component: lazyRouteComponent(() => import("../desk/skills-page.tsx"), "SkillsPage"),
});

const board = createRoute({
  getParentRoute: () => root,
  path: "/halls/$hall/board",
  component: lazyRouteComponent(() => import("../window/board-page.tsx"), "BoardPage"),
});

const visits = createRoute({
  getParentRoute: () => root,
  path: "/visits",
  component: lazyRouteComponent(() => import("../portal/visits-page.tsx"), "VisitsPage"),
});

const screen = createRoute({
  getParentRoute: () => root,
  path: "/screen",
  component: lazyRouteComponent(() => import("../screen/screen-page.tsx"), "ScreenPage"),
});

const indicator = createRoute({
  getParentRoute: () => root,
  path: "/screen/indicators/$indicator",
  validateSearch: figureSearch,
  component: lazyRouteComponent(() => import("../screen/indicator-page.tsx"), "IndicatorPage"),
});

const record = createRoute({
  getParentRoute: () => root,
  path: "/records/$register/$id",
  component: lazyRouteComponent(() => import("../screen/record-page.tsx"), "RecordPage"),
});

const accounts = createRoute({
  getParentRoute: () => root,
  path: "/admin",
  validateSearch: accountsSearch,
  component: lazyRouteComponent(() => import("../admin/accounts-page.tsx"), "AccountsPage"),
});

const substitutions = createRoute({
  getParentRoute: () => root,
  path: "/admin/substitutions",
  component: lazyRouteComponent(() => import("../admin/substitutions-page.tsx"), "SubstitutionsPage"),
});

const failures = createRoute({
  getParentRoute: () => root,
  path: "/admin/failures",
  validateSearch: failuresSearch,
  component: lazyRouteComponent(() => import("../admin/failures-page.tsx"), "FailuresPage"),
});

const adminMatters = createRoute({
  getParentRoute: () => root,
  path: "/admin/matters",
  component: lazyRouteComponent(() => import("../admin/matters-page.tsx"), "MattersPage"),
});

const adminMatter = createRoute({
  getParentRoute: () => root,
  path: "/admin/matters/$matter",
  component: lazyRouteComponent(() => import("../admin/matter-page.tsx"), "MatterPage"),
});

const rules = createRoute({
  getParentRoute: () => root,
  path: "/admin/rules",
  component: lazyRouteComponent(() => import("../admin/rules-page.tsx"), "RulesPage"),
});

const migrations = createRoute({
  getParentRoute: () => root,
  path: "/admin/migrations",
  component: lazyRouteComponent(() => import("../admin/migrations-page.tsx"), "MigrationsPage"),
});

const migration = createRoute({
  getParentRoute: () => root,
  path: "/admin/migrations/$migration",
  component: lazyRouteComponent(() => import("../admin/migration-page.tsx"), "MigrationPage"),
});

const myMessages = createRoute({
  getParentRoute: () => root,
  path: "/my/messages",
  component: lazyRouteComponent(() => import("../portal/messages-page.tsx"), "MessagesPage"),
});

const deskSupervision = createRoute({
  getParentRoute: () => root,
  path: "/desk/supervision",
  validateSearch: supervisionSearch,
  component: lazyRouteComponent(() => import("../desk/supervision-page.tsx"), "SupervisionPage"),
});

const deskSeals = createRoute({
  getParentRoute: () => root,
  path: "/desk/seals",
  component: lazyRouteComponent(() => import("../desk/seals-page.tsx"), "SealsPage"),
});

const adminWebhooks = createRoute({
  getParentRoute: () => root,
  path: "/admin/webhooks",
  component: lazyRouteComponent(() => import("../admin/webhooks-page.tsx"), "WebhooksPage"),
});

const adminWebhook = createRoute({
  getParentRoute: () => root,
  path: "/admin/webhooks/$webhook",
  validateSearch: webhookSearch,
  component: lazyRouteComponent(() => import("../admin/webhook-page.tsx"), "WebhookPage"),
});

const adminDestructions = createRoute({
  getParentRoute: () => root,
  path: "/admin/destructions",
  component: lazyRouteComponent(() => import("../admin/destructions-page.tsx"), "DestructionsPage"),
});

const adminDestruction = createRoute({
  getParentRoute: () => root,
  path: "/admin/destructions/$list",
  component: lazyRouteComponent(() => import("../admin/destruction-page.tsx"), "DestructionPage"),
});

const adminReconciliations = createRoute({
  getParentRoute: () => root,
  path: "/admin/reconciliations",
  validateSearch: webhookSearch,
  component: lazyRouteComponent(() => import("../admin/reconciliations-page.tsx"), "ReconciliationsPage"),
});

const adminReconciliation = createRoute({
  getParentRoute: () => root,
  path: "/admin/reconciliations/$library/$day",
  validateSearch: reconciliationSearch,
  component: lazyRouteComponent(() => import("../admin/reconciliation-page.tsx"), "ReconciliationPage"),
});

const adminLibrary = createRoute({
  getParentRoute: () => root,
  path: "/admin/libraries/$library",
  validateSearch: reportsSearch,
  component: lazyRouteComponent(() => import("../admin/library-page.tsx"), "LibraryPage"),
});

const track = createRoute({
  getParentRoute: () => root,
  path: "/track",
  validateSearch: (raw: Record<string, unknown>) => ({ no: text(raw["no"]) }),
  component: lazyRouteComponent(() => import("../portal/track-page.tsx"), "TrackPage"),
});

const deskRatings = createRoute({
  getParentRoute: () => root,
  path: "/desk/ratings",
  validateSearch: ratingsSearch,
  component: lazyRouteComponent(() => import("../desk/ratings-page.tsx"), "RatingsPage"),
});

const deskRoll = createRoute({
  getParentRoute: () => root,
  path: "/desk/roll",
  validateSearch: rollSearch,
  component: lazyRouteComponent(() => import("../desk/roll-page.tsx"), "RollPage"),
});

const deskRating = createRoute({
  getParentRoute: () => root,
  path: "/desk/ratings/$rating",
  component: lazyRouteComponent(() => import("../desk/rating-page.tsx"), "RatingPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    search,
    guide,
    versions,
    situation,
    addressCheck,
    apply,
    receipt,
    myCases,
    myCase,
    notices,
    myData,
    myMandates,
    myCertificates,
    shared,
    verifyAsk,
    verify,
    signedIn,
    desk,
    deskCase,
    deskBatches,
    deskBatch,
    track,
    adminDestructions,
    adminDestruction,
    adminWebhooks,
    deskSeals,
    adminWebhook,
    adminReconciliations,
    adminReconciliation,
    adminLibrary,
    deskSupervision,
    myMessages,
    deskRatings,
    deskRoll,
    deskRating,
    deskWindow,
    deskQueue,
    deskDelivery,
    deskSkills,
    board,
    visits,
    screen,
    indicator,
    record,
    accounts,
    substitutions,
    failures,
    adminMatters,
    adminMatter,
    rules,
    migrations,
    migration,
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
