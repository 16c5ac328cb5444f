import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "./root-route.tsx";

const field = createRoute({
  getParentRoute: () => root,
  path: "/field",
  component: lazyRouteComponent(() => import("../field/field-frame.tsx"), "FieldFrame"),
});

const today = createRoute({
  getParentRoute: () => field,
  path: "/",
  component: lazyRouteComponent(() => import("../field/today-page.tsx"), "TodayPage"),
});

const task = createRoute({
  getParentRoute: () => field,
  path: "/tasks/$caseNo/$task",
  component: lazyRouteComponent(() => import("../field/task-page.tsx"), "FieldTaskPage"),
});

const report = createRoute({
  getParentRoute: () => field,
  path: "/report",
  component: lazyRouteComponent(() => import("../field/report-page.tsx"), "FieldReportPage"),
});

const map = createRoute({
  getParentRoute: () => field,
  path: "/map",
  component: lazyRouteComponent(() => import("../field/map-page.tsx"), "FieldMapPage"),
});

const queue = createRoute({
  getParentRoute: () => field,
  path: "/queue",
  component: lazyRouteComponent(() => import("../field/queue-page.tsx"), "FieldQueuePage"),
});

/** Pages for those who are out: they open and work without a line. */
export const fieldRoutes = [field.addChildren([today, task, report, map, queue])] as const;
