import { createRouter } from "@tanstack/react-router";
import { parseSearch, stringifySearch } from "../lists/list-search.ts";
import { adminRoutes } from "./admin-routes.tsx";
import { deskRoutes } from "./desk-routes.tsx";
import { fieldRoutes } from "./field-routes.tsx";
import { portalRoutes } from "./portal-routes.tsx";
import { root } from "./root-route.tsx";

export const router = createRouter({
  routeTree: root.addChildren([...portalRoutes, ...deskRoutes, ...fieldRoutes, ...adminRoutes]),
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
