import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { catalogueSearch, looksSearch, mineSearch, noticesSearch } from "../lists/searches.ts";
import { root, text } from "./root-route.tsx";

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

const report = createRoute({
  getParentRoute: () => root,
  path: "/report",
  component: lazyRouteComponent(() => import("../portal/report-page.tsx"), "ReportPage"),
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

const visits = createRoute({
  getParentRoute: () => root,
  path: "/visits",
  component: lazyRouteComponent(() => import("../portal/visits-page.tsx"), "VisitsPage"),
});

const myMessages = createRoute({
  getParentRoute: () => root,
  path: "/my/messages",
  component: lazyRouteComponent(() => import("../portal/messages-page.tsx"), "MessagesPage"),
});

const track = createRoute({
  getParentRoute: () => root,
  path: "/track",
  validateSearch: (raw: Record<string, unknown>) => ({ no: text(raw["no"]) }),
  component: lazyRouteComponent(() => import("../portal/track-page.tsx"), "TrackPage"),
});

const link = createRoute({
  getParentRoute: () => root,
  path: "/link",
  component: lazyRouteComponent(() => import("../portal/link-page.tsx"), "LinkPage"),
});

const publicityList = createRoute({
  getParentRoute: () => root,
  path: "/publicity",
  component: lazyRouteComponent(() => import("../portal/publicity-page.tsx"), "PublicityListPage"),
});

const publicity = createRoute({
  getParentRoute: () => root,
  path: "/publicity/$register/$id",
  component: lazyRouteComponent(() => import("../portal/publicity-page.tsx"), "PublicityPage"),
});

/** Pages for residents and firms, and for whoever has no account. */
export const portalRoutes = [
  link,
  publicityList,
  publicity,
  home,
  search,
  guide,
  situation,
  addressCheck,
  versions,
  apply,
  receipt,
  myCases,
  myCase,
  notices,
  myData,
  myMandates,
  myCertificates,
  shared,
  report,
  verifyAsk,
  verify,
  signedIn,
  visits,
  myMessages,
  track,
] as const;
