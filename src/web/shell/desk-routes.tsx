import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import {
  deskSearch,
  batchesSearch,
  figureSearch,
  mapSearch,
  ratingsSearch,
  supervisionSearch,
  rollSearch,
} from "../lists/searches.ts";
import { root, text } from "./root-route.tsx";

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

const deskLinkSheet = createRoute({
  getParentRoute: () => root,
  path: "/desk/cases/$caseNo/links/$link",
  validateSearch: (raw: Record<string, unknown>) => ({ task: text(raw["task"]) }),
  component: lazyRouteComponent(() => import("../desk/link-sheet-page.tsx"), "LinkSheetPage"),
});

const deskCampaigns = createRoute({
  getParentRoute: () => root,
  path: "/desk/campaigns",
  component: lazyRouteComponent(() => import("../desk/campaigns-page.tsx"), "CampaignsPage"),
});

const deskCampaign = createRoute({
  getParentRoute: () => root,
  path: "/desk/campaigns/$campaign",
  validateSearch: (raw: Record<string, unknown>) => ({ open: text(raw["open"]) }),
  component: lazyRouteComponent(() => import("../desk/campaign-page.tsx"), "CampaignPage"),
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

const deskPlaces = createRoute({
  getParentRoute: () => root,
  path: "/desk/places",
  validateSearch: (raw: Record<string, unknown>) => ({ at: text(raw["at"]) }),
  component: lazyRouteComponent(() => import("../desk/place-page.tsx"), "PlacePage"),
});

const deskMap = createRoute({
  getParentRoute: () => root,
  path: "/desk/map",
  validateSearch: mapSearch,
  component: lazyRouteComponent(() => import("../command/map-page.tsx"), "MapPage"),
});

const deskDuty = createRoute({
  getParentRoute: () => root,
  path: "/desk/duty",
  component: lazyRouteComponent(() => import("../command/duty-page.tsx"), "DutyPage"),
});

const deskClasses = createRoute({
  getParentRoute: () => root,
  path: "/desk/classes",
  validateSearch: (raw: Record<string, unknown>) => ({ q: text(raw["q"]) }),
  component: lazyRouteComponent(() => import("../command/classes-page.tsx"), "ClassesPage"),
});

const deskRating = createRoute({
  getParentRoute: () => root,
  path: "/desk/ratings/$rating",
  component: lazyRouteComponent(() => import("../desk/rating-page.tsx"), "RatingPage"),
});

/** Pages of those who handle, take in, lead and oversee. */
export const deskRoutes = [
  desk,
  deskCase,
  deskLinkSheet,
  deskCampaigns,
  deskCampaign,
  deskBatches,
  deskBatch,
  deskWindow,
  deskQueue,
  deskDelivery,
  deskSkills,
  board,
  screen,
  indicator,
  record,
  deskSupervision,
  deskSeals,
  deskRatings,
  deskRoll,
  deskRating,
  deskPlaces,
  deskMap,
  deskDuty,
  deskClasses,
] as const;
