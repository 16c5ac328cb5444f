import { randomUUID } from "node:crypto";
import fastifyStatic from "@fastify/static";
import swagger from "@fastify/swagger";
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify, { type FastifyInstance } from "fastify";
import { problem } from "#kernel";
import { registerContentCheck } from "./check-content.ts";
import type { App } from "./app.ts";
import { registerMetrics } from "./metrics.ts";
import type { Platform } from "./platform.ts";
import { isAway, problemOf, sendProblem } from "./problem-answer.ts";
import { registerAdminRoutes } from "./routes/admin.ts";
import { registerApplyRoutes } from "./routes/apply.ts";
import { registerCaseRoutes } from "./routes/cases.ts";
import { registerCatalogueSheetRoutes } from "./routes/catalogue-sheet.ts";
import { registerCatalogueRoutes } from "./routes/catalogue.ts";
import { registerPapersRoutes } from "./routes/papers.ts";
import { registerBatchRoutes } from "./routes/batches.ts";
import { registerColumnSetRoutes } from "./routes/column-sets.ts";
import { registerDeskRoutes } from "./routes/desk.ts";
import { registerDocumentRoutes } from "./routes/documents.ts";
import { registerExchangeRoutes } from "./routes/exchange.ts";
import { registerFailureRoutes } from "./routes/failures.ts";
import { registerCalendarRoutes } from "./routes/calendar.ts";
import { registerDestructionRoutes } from "./routes/destructions.ts";
import { registerReconciliationRoutes } from "./routes/reconciliations.ts";
import { registerWebhookRoutes } from "./routes/webhooks.ts";
import { registerHealthRoutes } from "./routes/health.ts";
import { registerJobRoutes } from "./routes/jobs.ts";
import { registerInstantRoutes } from "./routes/instant.ts";
import { registerLookUpRoutes } from "./routes/look-up.ts";
import { registerMandateRoutes } from "./routes/mandates.ts";
import { registerMessageRoutes } from "./routes/messages.ts";
import { registerFieldRoutes } from "./routes/field.ts";
import { registerPhotoRoutes } from "./routes/photos.ts";
import { registerMigrationRoutes } from "./routes/migrations.ts";
import { registerFusionRoutes } from "./routes/fusion.ts";
import { registerMoveRoutes } from "./routes/moves.ts";
import { registerMyDataRoutes } from "./routes/my-data.ts";
import { registerNoticeRoutes } from "./routes/notices.ts";
import { registerOfferRoutes } from "./routes/offers.ts";
import { registerOfferingRoutes } from "./routes/offering.ts";
import { registerProcessRoutes } from "./routes/process.ts";
import { registerChannelRoutes } from "./routes/channels.ts";
import { registerOpen311Routes } from "./routes/open311.ts";
import { registerCampaignRoutes } from "./routes/campaigns.ts";
import { registerPublicityRoutes } from "./routes/publicity.ts";
import { registerLinkRoutes } from "./routes/links.ts";
import { registerPublicLinkRoutes } from "./routes/public-links.ts";
import { registerPublicReportRoutes } from "./routes/public-reports.ts";
import { registerRatingRoutes } from "./routes/ratings.ts";
import { registerMeasureRoutes } from "./routes/measures.ts";
import { registerRollRoutes } from "./routes/rolls.ts";
import { registerSealRoutes } from "./routes/seals.ts";
import { registerMyCertificateRoutes } from "./routes/my-certificates.ts";
import { registerSharedCertificateRoutes } from "./routes/shared-certificates.ts";
import { registerRecordRoutes } from "./routes/records.ts";
import { registerCommandRoutes } from "./routes/command.ts";
import { registerMapDeskRoutes } from "./routes/map-desk.ts";
import { registerPlaceRoutes } from "./routes/places.ts";
import { registerLiveRoute } from "./routes/live.ts";
import { registerScreenRoutes } from "./routes/screen.ts";
import { registerSituationRoutes } from "./routes/situations.ts";
import { registerSessionRoutes } from "./routes/session.ts";
import { registerSupervisionRoutes } from "./routes/supervision.ts";
import { registerTaskActRoutes } from "./routes/task-acts.ts";
import { registerUploadRoutes } from "./routes/uploads.ts";
import { registerDeliveryRoutes } from "./routes/deliveries.ts";
import { registerSkillRoutes } from "./routes/skills.ts";
import { registerHallRoutes } from "./routes/halls.ts";
import { registerQueueRoutes } from "./routes/queue.ts";
import { registerWindowRoutes } from "./routes/window.ts";
import { serializerOf } from "./serializers.ts";
import { redactUrl, registerSignIn, securityHeaders } from "./sign-in/index.ts";

const JSON_LIMIT = 512 * 1024;

/** The whole HTTP server, not yet listening. Routes call commands; validation happens at this door. */
export async function createServer(platform: Platform): Promise<App> {
  const app = Fastify({
    logger: platform.logger === false ? false : loggerOf(platform),
    bodyLimit: JSON_LIMIT,
    genReqId: () => randomUUID(),
    // One hop: what a client itself writes into X-Forwarded-For must not count as its address.
    trustProxy: platform.signIn.publicUrl.startsWith("https://") ? (_address, hop) => hop < 1 : false,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read is refused before any hook runs, so its answer brings its own headers.
    frameworkErrors: (error, _request, reply) => {
      reply.headers(securityHeaders(platform.signIn.publicUrl.startsWith("https://")));
      void sendProblem(reply, problemOf(error));
    },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  app.setSerializerCompiler(({ schema }) => serializerOf(schema));
  app.removeContentTypeParser("text/plain");
  answerProblems(app);
  registerMetrics(app);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "一网 Yiwang",
        version: "0.1.0",
        description: "区县政府运行平台接口 · district platform interface",
      },
    },
  });
  registerContentCheck(app as unknown as FastifyInstance);
  const signIn = { ...platform.signIn, signedOut: platform.live.lookAgain };
  await registerSignIn(app as unknown as FastifyInstance, signIn);
  registerHealthRoutes(app, platform);
  const chapters = [
    registerSessionRoutes,
    registerCatalogueRoutes,
    registerPapersRoutes,
    registerOfferingRoutes,
    registerSituationRoutes,
    registerCatalogueSheetRoutes,
    registerApplyRoutes,
    registerCaseRoutes,
    registerPhotoRoutes,
    registerFieldRoutes,
    registerProcessRoutes,
    registerTaskActRoutes,
    registerLinkRoutes,
    registerCampaignRoutes,
    registerPublicityRoutes,
    registerMoveRoutes,
    registerFusionRoutes,
    registerOfferRoutes,
    registerDeskRoutes,
    registerColumnSetRoutes,
    registerBatchRoutes,
    registerDocumentRoutes,
    registerRecordRoutes,
    registerMyCertificateRoutes,
    registerSharedCertificateRoutes,
    registerSealRoutes,
    registerMeasureRoutes,
    registerPlaceRoutes,
    registerMapDeskRoutes,
    registerCommandRoutes,
    registerScreenRoutes,
    registerLiveRoute,
    registerAdminRoutes,
    registerFailureRoutes,
    registerInstantRoutes,
    registerMigrationRoutes,
    registerExchangeRoutes,
    registerJobRoutes,
    registerMandateRoutes,
    registerMyDataRoutes,
    registerNoticeRoutes,
    registerWindowRoutes,
    registerRatingRoutes,
    registerDestructionRoutes,
    registerWebhookRoutes,
    registerReconciliationRoutes,
    registerCalendarRoutes,
    registerSupervisionRoutes,
    registerMessageRoutes,
    registerRollRoutes,
    registerLookUpRoutes,
    registerChannelRoutes,
    registerDeliveryRoutes,
    registerSkillRoutes,
    registerHallRoutes,
    registerQueueRoutes,
  ];
  await app.register(async (scope) => {
    for (const chapter of chapters) chapter(scope as unknown as App, platform);
  });
  await app.register((scope) => registerUploadRoutes(scope as unknown as App, platform));
  await app.register((scope) => registerOpen311Routes(scope as unknown as App, platform));
  await app.register(async (scope) => registerPublicLinkRoutes(scope as unknown as App, platform));
  await app.register((scope) => registerPublicReportRoutes(scope as unknown as App, platform));
  await serveFaces(app, platform);
  return app;
}

function loggerOf(platform: Platform) {
  return {
    ...(typeof platform.logger === "object" ? platform.logger : {}),
    serializers: {
      // Query strings carry one-time codes and names; the log keeps neither.
      req: (request: { method: string; url: string; id: string }) => ({
        method: request.method,
        url: redactUrl(request.url),
        trace: request.id,
      }),
    },
  };
}

function answerProblems(app: App): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = problemOf(error);
    // What is away for the moment is told once by the chores, not by every request that meets it.
    if (isAway(error)) request.log.info({ err: error }, "refused: the database is away");
    else if (refusal.status >= 500) request.log.error({ err: error }, "unexpected fault");
    void reply.header("x-trace", request.id);
    return sendProblem(reply, refusal);
  });
}

/** The faces are one page each; an address without a file is a place inside that page. */
async function serveFaces(app: App, platform: Platform): Promise<void> {
  const { webFolder } = platform;
  if (webFolder === null) {
    app.setNotFoundHandler((_request, reply) => sendProblem(reply, problem("ROUTE_UNKNOWN")));
    return;
  }
  await app.register(fastifyStatic, {
    root: webFolder,
    index: false,
    wildcard: false,
    immutable: true,
    maxAge: "365d",
    setHeaders: (response, path) => {
      if (path.endsWith(".html")) response.header("cache-control", "no-cache");
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    if (!wantsPage || request.url.startsWith("/api/")) return sendProblem(reply, problem("ROUTE_UNKNOWN"));
    return reply.header("cache-control", "no-cache").sendFile("index.html", { immutable: false, maxAge: 0 });
  });
}
