import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import {
  accountsSearch,
  failuresSearch,
  reconciliationSearch,
  reportsSearch,
  webhookSearch,
} from "../lists/searches.ts";
import { root } from "./root-route.tsx";

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

/** Pages of those who configure and administer. */
export const adminRoutes = [
  accounts,
  substitutions,
  failures,
  adminMatters,
  adminMatter,
  rules,
  migrations,
  migration,
  adminWebhooks,
  adminWebhook,
  adminDestructions,
  adminDestruction,
  adminReconciliations,
  adminReconciliation,
  adminLibrary,
] as const;
