import { createRootRoute } from "@tanstack/react-router";
import { Crashed, NotFound } from "./error-pages.tsx";
import { Frame } from "./frame.tsx";

/** What every page stands in. */
export const root = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: Crashed,
});

/** A value of an address as text; empty where there is none. */
export const text = (value: unknown): string => (typeof value === "string" ? value : "");
