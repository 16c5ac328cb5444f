import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareThings } from "../harness/route-things.ts";
import { SHOP } from "../harness/counter-requests.ts";
import { requestOf } from "../harness/route-requests.ts";
import { codeOf, expectProblem, expectStrictHeaders, routesOf } from "../harness/routes.ts";
import { makeAccount, recogniseAsFirm } from "../harness/accounts.ts";
import { startTestPlatform, type TestPlatform } from "../harness/test-platform.ts";
import { ask, enter, NOBODY, type Visitor } from "../harness/visitor.ts";

/**
 * Who gets what from every address. The columns: nobody (signed out), owner (whose case it is), partner (another
 * account of the owner's firm), other (another applicant), the four who handle the organ's cases, leader, auditor,
 * configurer, admin, and elsewhere: a clerk of another organ. 404: a thing one may not see; 422, 409, 415: past the policy.
 */
const POLICY = `
                                                  nobody owner partner other clerk reviewer inspector approver leader auditor configurer admin elsewhere
GET    /healthz                                   200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /readyz                                    200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /metrics                                   200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /favicon.ico                               204    204   204     204   204   204      204       204      204    204     204        204   204
GET    /api/openapi.json                          200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/session                               200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/matters                               200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/matters/:id                           200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/matters/:id/versions                  200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/situations                            200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/situations/:id                        200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/address-check                         200    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/address-check                         200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/public/reports                        200    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/public/links/look                     404    404   404     404   404   404      404       404      404    404     404        404   404
GET    /api/public/links/files/:sha256            404    404   404     404   404   404      404       404      404    404     404        404   404
POST   /api/public/links/answer                   404    404   404     404   404   404      404       404      404    404     404        404   404
POST   /api/public/links/photos                   404    404   404     404   404   404      404       404      404    404     404        404   404
POST   /api/public/reports                        422    422   422     422   422   422      422       422      422    422     422        422   422
POST   /api/public/reports/:report/photos         415    415   415     415   415   415      415       415      415    415     415        415   415
GET    /api/public/publicity                      200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/public/publicity/:register/:id        410    410   410     410   410   410      410       410      410    410     410        410   410
GET    /api/public/publicity/:register/:id/paper  410    410   410     410   410   410      410       410      410    410     410        410   410
POST   /api/public/publicity/:register/:id/objection 410    410   410     410   410   429      429       429      429    429     429        429   429
GET    /api/campaigns                             401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/campaigns/:id                         401    404   404     404   404   404      404       404      404    404     404        404   404
GET    /api/campaigns/:id/report                  401    404   404     404   404   404      404       404      404    404     404        404   404
POST   /api/channels/hotline/tickets              403    403   403     403   403   403      403       403      403    403     403        403   403
GET    /api/channels/hotline/tickets/:number      403    403   403     403   403   403      403       403      403    403     403        403   403
POST   /api/channels/hotline/tickets/:number/revisit 403    403   403     403   403   403      403       403      403    403     403        403   403
POST   /api/channels/hotline/tickets/:number/exclusion             403    403   403     403   403   403      403       403      403    403     403        403   403
POST   /api/channels/devices/messages             403    403   403     403   403   403      403       403      403    403     403        403   403
GET    /api/admin/channels                        401    403   403     403   403   403      403       403      403    403     403        200   403
GET    /open311/discovery.xml                     200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /open311/discovery.json                    200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /open311/v2/discovery.xml                  200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /open311/v2/discovery.json                 200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /open311/v2/services.xml                   200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /open311/v2/services.json                  200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /open311/v2/services/:file                 404    404   404     404   404   404      404       404      404    404     404        404   404
GET    /open311/v2/requests.xml                   200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /open311/v2/requests.json                  200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /open311/v2/requests/:file                 404    404   404     404   404   404      404       404      404    404     404        404   404
GET    /open311/v2/tokens/:file                   404    404   404     404   404   404      404       404      404    404     404        404   404
POST   /open311/v2/requests.xml                   403    403   403     403   403   403      403       403      403    403     403        403   403
POST   /open311/v2/requests.json                  403    403   403     403   403   403      403       403      403    403     403        403   403
GET    /open311/v2/servicerequestupdates.xml      200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /open311/v2/servicerequestupdates.json     200    200   200     200   200   200      200       200      200    200     200        200   200
POST   /open311/v2/servicerequestupdates.xml      403    403   403     403   403   403      403       403      403    403     403        403   403
POST   /open311/v2/servicerequestupdates.json     403    403   403     403   403   403      403       403      403    403     403        403   403
GET    /open311/v2/media/:caseNo/:file            404    404   404     404   404   404      404       404      404    404     404        404   404
GET    /api/public/verify/:identifier             200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/public/documents/:id                  404    404   404     404   404   404      404       404      404    404     404        404   404
GET    /api/matters/:id/prefill                   401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/matters/:id/papers                    401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/drafts/:id                            401    200   200     200   200   200      200       200      200    200     200        200   200
PUT    /api/drafts/:id                            401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/my/cases                              401    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/my/cases/export                       401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/my/looks                              401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/my/data                               401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/my/mandates                           401    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/my/mandates                           401    403   403     403   403   403      403       403      403    403     403        403   403
POST   /api/my/mandates/:id/withdraw              401    404   404     404   404   404      404       404      404    404     404        404   404
POST   /api/uploads                               401    422   422     422   422   422      422       422      422    422     422        422   422
HEAD   /api/uploads/:id                           401    404   404     404   404   404      404       404      404    404     404        404   404
PATCH  /api/uploads/:id                           401    404   404     404   404   404      404       404      404    404     404        404   404
DELETE /api/uploads/:id                           401    404   404     404   404   404      404       404      404    404     404        404   404
POST   /api/files                                 401    404   404     404   404   404      404       404      404    404     404        404   404
POST   /api/cases                                 401    422   422     422   403   403      403       403      403    403     403        403   403
GET    /api/cases/:caseNo                         401    200   200     404   200   200      200       200      200    200     404        404   404
GET    /api/cases/:caseNo/rating                  401    200   200     404   403   403      403       403      403    403     404        404   404
POST   /api/cases/:caseNo/rating                  401    409   409     404   403   403      403       403      403    403     404        404   404
POST   /api/cases/:caseNo/rating/again            401    409   409     404   403   403      403       403      403    403     404        404   404
GET    /api/cases/:caseNo/query-code              401    200   200     404   403   403      403       403      403    403     404        404   404
POST   /api/public/case                           404    404   404     404   404   429      429       429      429    429     429        429   429
POST   /api/public/case/acts                      429    429   429     429   429   429      429       429      429    429     429        429   429
POST   /api/public/case/rating                    429    429   429     429   403   403      403       403      403    403     403        403   403
POST   /api/public/case/rating/again              429    429   429     429   403   403      403       403      403    403     403        403   403
GET    /api/matters/:id/ratings                   200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/desk/ratings                          401    403   403     403   200   200      200       200      200    200     403        403   200
GET    /api/desk/ratings/:id                      401    404   404     404   404   404      404       404      404    404     404        404   404
GET    /api/my/message-settings                   401    200   200     200   200   200      200       200      200    200     200        200   200
PUT    /api/my/message-settings                   401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/my/messages                           401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/supervision                           401    403   403     403   200   200      200       200      200    200     403        403   200
GET    /api/supervision/tasks                     401    403   403     403   200   200      200       200      200    200     403        403   200
GET    /api/supervision/cards                     401    403   403     403   200   200      200       200      200    200     403        403   200
POST   /api/supervision/cards/:id/answer          401    404   404     404   404   404      404       404      404    404     404        404   404
POST   /api/supervision/cards/:id/cancel          401    404   404     404   404   404      404       404      404    404     404        404   404
GET    /api/desk/rolls                            401    403   403     403   403   200      403       200      403    200     403        403   403
GET    /api/desk/rolls/:register                  401    403   403     403   403   200      403       200      403    200     403        403   403
POST   /api/desk/rolls/:register/export           401    403   403     403   403   200      403       200      403    200     403        403   403
GET    /api/my/calendar                           401    200   200     200   200   200      200       200      200    200     200        200   200
PUT    /api/my/calendar                           401    200   200     200   200   200      200       200      200    200     200        200   200
DELETE /api/my/calendar                           401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /calendars/:secret                         404    404   404     404   404   404      404       404      404    404     404        404   404
GET    /api/admin/webhooks                        401    403   403     403   403   403      403       403      403    403     403        200   403
POST   /api/admin/webhooks                        401    403   403     403   403   403      403       403      403    403     403        422   403
POST   /api/admin/webhooks/:id/stop               401    403   403     403   403   403      403       403      403    403     403        404   403
GET    /api/admin/webhooks/:id/deliveries         401    403   403     403   403   403      403       403      403    403     403        404   403
POST   /api/admin/webhooks/:id/deliveries/:event/redeliver 401 403 403   403   403   403      403       403      403    403     403        404   403
GET    /api/admin/libraries                       401    403   403     403   403   403      403       403      403    403     403        200   403
GET    /api/admin/libraries/:library/reports      401    403   403     403   403   403      403       403      403    403     403        200   403
POST   /api/admin/libraries/:library/reports/:event/resend 401 403 403   403   403   403      403       403      403    403     403        404   403
GET    /api/admin/reconciliations                 401    403   403     403   403   403      403       403      403    403     403        200   403
GET    /api/admin/reconciliations/:library/:day   401    403   403     403   403   403      403       403      403    403     403        200   403
POST   /api/admin/reconciliations/:library/:day   401    403   403     403   403   403      403       403      403    403     403        404   403
GET    /api/cases/:caseNo/proof                   401    409   409     404   409   409      409       409      409    409     404        404   404
GET    /api/cases/:caseNo/files/:sha256           401    200   200     404   200   200      200       200      200    200     404        404   404
GET    /api/field                                 401    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/field/items                           401    403   403     403   403   403      404       403      403    403     403        403   403
GET    /api/cases/:caseNo/photos                  401    403   403     404   200   200      200       200      403    403     404        404   404
POST   /api/cases/:caseNo/tasks/:task/complete    401    403   403     404   409   403      403       403      403    403     404        404   404
POST   /api/cases/:caseNo/reveal                  401    403   403     404   200   200      200       200      403    200     404        404   404
POST   /api/cases/:caseNo/cancel                  401    403   403     404   403   403      403       409      403    403     404        404   404
GET    /api/cases/:caseNo/moves                   401    403   403     404   403   403      403       200      403    403     404        404   404
POST   /api/cases/:caseNo/moves/preview           401    403   403     404   403   403      403       409      403    403     404        404   404
POST   /api/cases/:caseNo/moves                   401    403   403     404   403   403      403       409      403    403     404        404   404
GET    /api/cases/:caseNo/fusion                  401    409   409     404   409   409      409       409      409    409     404        404   404
POST   /api/cases/:caseNo/merge                   401    409   409     404   409   409      409       409      409    409     404        404   404
POST   /api/cases/:caseNo/unmerge                 401    409   409     404   409   409      409       409      409    409     404        404   404
POST   /api/cases/:caseNo/not-one-event           401    409   409     404   409   409      409       409      409    409     404        404   404
POST   /api/cases/:caseNo/offers/:scope/begin     401    409   409     404   409   409      409       409      409    409     404        404   404
POST   /api/cases/:caseNo/tasks/:task/claim       401    403   403     404   409   403      403       403      403    403     404        404   404
POST   /api/cases/:caseNo/tasks/:task/give-back   401    409   409     404   409   409      409       409      409    409     404        404   404
POST   /api/cases/:caseNo/tasks/:task/transfer    401    403   403     404   409   403      403       409      403    403     404        404   404
POST   /api/cases/:caseNo/tasks/:task/return      401    403   403     404   409   403      403       403      403    403     404        404   404
GET    /api/cases/:caseNo/tasks/:task/links       401    200   200     404   200   200      200       200      200    200     404        404   404
POST   /api/cases/:caseNo/tasks/:task/links       401    403   403     404   409   403      403       403      403    403     404        404   404
POST   /api/cases/:caseNo/links/:link/revoke      401    404   404     404   404   404      404       404      404    404     404        404   404
GET    /api/cases/:caseNo/tasks/:task/receivers   401    403   403     404   200   403      403       200      403    403     404        404   404
GET    /api/cases/:caseNo/process                 401    403   403     404   200   200      200       200      200    200     404        404   404
GET    /api/cases/:caseNo/drawings/:sha256        401    403   403     404   200   200      200       200      200    200     404        404   404
GET    /api/cases/:caseNo/grounds                 401    404   404     404   404   404      404       404      404    404     404        404   404
POST   /api/cases/:caseNo/grounds/again           401    404   404     404   404   404      404       404      404    404     404        404   404
GET    /api/documents/:id                         401    200   200     404   200   200      200       200      200    200     404        404   404
GET    /api/records/:register/:id                 401    200   200     404   200   200      200       200      200    200     404        404   404
POST   /api/records/:register/:id/measures        401    403   403     404   422   422      422       403      403    403     404        404   404
GET    /api/seals                                 401    403   403     403   403   403      403       200      403    403     403        200   403
POST   /api/seals                                 401    403   403     403   403   403      403       403      403    403     403        422   403
GET    /api/seals/:id/impression                  401    403   403     403   403   403      403       404      403    403     403        404   403
POST   /api/seals/:id/state                       401    403   403     403   403   403      403       403      403    403     403        404   403
GET    /api/my/certificates                       401    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/my/certificates/:register/:id/shares  401    200   200     404   403   403      403       403      403    403     404        404   404
GET    /api/my/certificates/:register/:id/copy    401    200   200     404   403   403      403       403      403    403     404        404   404
POST   /api/my/shares/:id/withdraw                401    410   410     410   410   410      410       410      410    410     410        410   410
GET    /api/public/shares/:code                   410    410   410     410   410   410      410       410      410    410     410        410   410
GET    /api/public/shares/:code/file              410    410   410     410   410   410      410       410      410    410     410        410   410
GET    /api/desk/tasks                            401    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/desk/tasks/export                     401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/places/at                             200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/places/map                            200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/places/cells                          200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/desk/places/open                      401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/desk/map                              401    403   403     403   403   403      403       403      200    200     403        403   403
GET    /api/desk/map/cases                        401    403   403     403   403   403      403       403      200    200     403        403   403
GET    /api/desk/map/choices                      401    403   403     403   403   403      403       403      200    200     403        403   403
GET    /api/desk/duty                             401    403   403     403   403   403      403       403      200    200     403        403   403
GET    /api/desk/classes                          401    403   403     403   403   403      403       403      200    200     403        403   403
GET    /api/desk/cases                            401    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/desk/cases/export                     401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/desk/choices                          401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/lists/:list/columns                   401    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/lists/:list/column-sets               401    422   422     422   422   422      422       422      422    422     422        422   422
PATCH  /api/lists/:list/column-sets/:id           401    404   404     404   404   404      404       404      404    404     404        404   404
DELETE /api/lists/:list/column-sets/:id           401    404   404     404   404   404      404       404      404    404     404        404   404
GET    /api/desk/batches                          401    403   403     403   200   200      200       200      403    403     403        403   200
POST   /api/desk/batches/preview                  401    403   403     403   200   200      200       200      403    403     403        403   409
GET    /api/desk/batches/:id                      401    404   404     404   404   404      404       200      404    404     404        404   404
POST   /api/desk/batches/:id/run                  401    404   404     404   404   404      404       409      404    404     404        404   404
POST   /api/desk/batches/:id/stop                 401    404   404     404   404   404      404       200      404    404     404        404   404
GET    /api/screen                                401    403   403     403   200   200      200       200      200    200     403        403   200
GET    /api/indicators/:id/records                401    403   403     403   200   200      200       200      200    200     403        403   403
POST   /api/indicators/:id/records/export         401    403   403     403   200   200      200       200      200    200     403        403   403
GET    /api/live                                  401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/admin/choices                         401    403   403     403   200   200      200       200      200    200     200        200   200
GET    /api/admin/accounts                        401    403   403     403   403   403      403       403      403    403     403        200   403
POST   /api/admin/accounts/export                 401    403   403     403   403   403      403       403      403    403     403        200   403
POST   /api/admin/accounts                        401    403   403     403   403   403      403       403      403    403     403        422   403
PATCH  /api/admin/accounts/:id                    401    403   403     403   403   403      403       403      403    403     403        404   403
POST   /api/admin/records/find                    401    403   403     403   403   403      403       403      403    403     403        200   403
PUT    /api/admin/accounts/:id/known-as/:register 401    403   403     403   403   403      403       403      403    403     403        404   403
GET    /api/admin/substitutions                   401    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/admin/substitutions                   401    403   403     403   403   403      403       404      403    403     403        404   403
DELETE /api/admin/substitutions/:id               401    403   403     403   403   403      403       200      403    403     403        200   403
POST   /api/messages                              401    403   403     403   403   403      403       403      403    403     403        403   403
GET    /api/messages/:id                          401    404   404     404   404   404      404       404      404    404     404        404   404
POST   /api/signals                               401    403   403     403   403   403      403       403      403    403     403        403   403
POST   /api/jobs/activate                         401    403   403     403   403   403      403       403      403    403     403        403   403
POST   /api/jobs/:caseNo/:job/complete            401    403   403     403   403   403      403       403      403    403     403        403   403
POST   /api/jobs/:caseNo/:job/fail                401    403   403     403   403   403      403       403      403    403     403        403   403
POST   /api/jobs/:caseNo/:job/throw               401    403   403     403   403   403      403       403      403    403     403        403   403
GET    /api/halls                                 200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/halls/:hall/slots                     200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/halls/:hall/board                     200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/halls/:hall/live                      200    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/appointments                          401    422   422     422   403   403      403       403      403    403     403        403   403
DELETE /api/appointments/:id                      401    404   404     404   404   404      404       404      404    404     404        404   404
GET    /api/my/visits                             401    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/halls/:hall/tickets                   401    422   422     422   422   403      403       403      403    403     403        403   422
DELETE /api/tickets/:id                           401    409   409     409   409   409      409       409      409    409     409        409   409
GET    /api/desk/halls/:hall/queue                401    403   403     403   200   403      403       403      403    403     403        403   200
POST   /api/desk/halls/:hall/call                 401    403   403     403   409   403      403       403      403    403     403        403   409
POST   /api/desk/tickets/:id                      401    403   403     403   409   403      403       403      403    403     403        403   409
GET    /api/desk/skills                           401    403   403     403   403   403      403       403      200    200     200        200   403
POST   /api/desk/skills                           401    403   403     403   403   403      403       403      403    403     403        403   403
POST   /api/desk/skills/:id/withdraw              401    403   403     403   403   403      403       403      403    403     403        403   403
GET    /api/window/deliveries                     401    403   403     403   200   403      403       403      403    403     403        403   200
GET    /api/window/deliveries/:caseNo             401    403   403     403   409   403      403       403      403    403     403        403   409
GET    /api/window/deliveries/:caseNo/papers/:id  401    403   403     403   409   403      403       403      403    403     403        403   409
POST   /api/window/deliveries/:caseNo             401    409   409     409   409   409      409       409      409    409     409        409   409
GET    /api/window                                401    403   403     403   200   403      403       403      403    403     403        403   200
GET    /api/window/matters                        401    403   403     403   200   403      403       403      403    403     403        403   200
POST   /api/window/applicant                      401    403   403     403   422   403      403       403      403    403     403        403   403
POST   /api/window/papers                         401    403   403     403   422   403      403       403      403    403     403        403   403
POST   /api/window/cases                          401    403   403     403   422   403      403       403      403    403     403        403   403
GET    /api/window/draft                          401    403   403     403   200   403      403       403      403    403     403        403   200
PUT    /api/window/draft                          401    403   403     403   200   403      403       403      403    403     403        403   200
POST   /api/window/blank                          401    403   403     403   200   403      403       403      403    403     403        403   403
POST   /api/window/cases/:caseNo/receipt          401    403   403     403   404   403      403       403      403    403     403        403   404
POST   /api/window/cases/:caseNo/query-code       401    403   403     403   422   403      403       403      403    403     403        403   403
GET    /api/window/cases/:caseNo/papers           401    403   403     403   404   403      403       403      403    403     403        403   404
GET    /api/window/cases/:caseNo/papers/:id       401    403   403     403   404   403      403       403      403    403     403        403   404
GET    /api/notices                               401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/notices/unread                        401    200   200     200   200   200      200       200      200    200     200        200   200
POST   /api/notices/read                          401    200   200     200   200   200      200       200      200    200     200        200   200
GET    /api/failures                              401    403   403     403   403   403      403       403      403    403     200        403   403
GET    /api/admin/destructions                    401    403   403     403   403   403      403       403      403    200     200        403   403
POST   /api/admin/destructions                    401    403   403     403   403   403      403       403      403    403     409        403   403
GET    /api/admin/destructions/:list              401    403   403     403   403   403      403       403      403    404     404        403   403
POST   /api/admin/destructions/:list/decision     401    403   403     403   403   403      403       403      403    403     404        403   403
GET    /api/admin/rules                           401    403   403     403   403   403      403       403      403    403     200        403   403
POST   /api/admin/rules/trial                     401    403   403     403   403   403      403       403      403    403     404        403   403
POST   /api/admin/rules/trial/export              401    403   403     403   403   403      403       403      403    403     404        403   403
GET    /api/admin/migrations                      401    403   403     403   403   403      403       403      403    403     200        403   403
POST   /api/admin/migrations/preview              401    403   403     403   403   403      403       403      403    403     422        403   403
POST   /api/admin/migrations                      401    403   403     403   403   403      403       403      403    403     422        403   403
GET    /api/admin/migrations/:id                  401    403   403     403   403   403      403       403      403    403     404        403   403
POST   /api/admin/migrations/:id/stop             401    403   403     403   403   403      403       403      403    403     404        403   403
GET    /api/admin/matters                         401    403   403     403   403   403      403       403      403    403     200        403   403
GET    /api/admin/matters/:id                     401    403   403     403   403   403      403       403      403    403     200        403   403
POST   /api/admin/matters/:id/proposals           401    403   403     403   403   403      403       403      403    403     422        403   403
POST   /api/admin/matters/:id/proposals/decision  401    403   403     403   403   403      403       403      403    403     409        403   403
POST   /api/admin/catalogue/export                401    403   403     403   403   403      403       403      403    403     200        403   403
POST   /api/admin/catalogue/import                401    403   403     403   403   403      403       403      403    403     422        403   403
POST   /api/failures/export                       401    403   403     403   403   403      403       403      403    403     200        403   403
GET    /api/failures/:caseNo/:id                  401    403   403     403   403   403      403       403      403    403     409        403   403
POST   /api/failures/:caseNo/:id/correct          401    403   403     403   403   403      403       403      403    403     409        403   403
POST   /api/failures/:caseNo/:id/retry            401    403   403     403   403   403      403       403      403    403     409        403   403
POST   /api/failures/:caseNo/:id/skip             401    403   403     403   403   403      403       403      403    403     409        403   403
POST   /api/failures/deliveries/retry             401    403   403     403   403   403      403       403      403    403     409        403   403
POST   /api/failures/deliveries/skip              401    403   403     403   403   403      403       403      403    403     409        403   403
GET    /sign-in                                   302    302   302     302   302   302      302       302      302    302     302        302   302
GET    /sign-in/callback                          400    400   400     400   400   400      400       400      400    400     400        400   400
GET    /sign-in/first                             410    410   410     410   410   410      410       410      410    410     410        410   410
POST   /sign-in/first                             410    410   410     410   410   410      410       410      410    410     410        410   410
GET    /sign-in/account/:uid                      400    400   400     400   400   400      400       400      400    400     400        400   400
POST   /sign-in/account/:uid                      400    400   400     400   400   400      400       400      400    400     400        400   400
GET    /sign-in/style.css                         200    200   200     200   200   200      200       200      200    200     200        200   200
GET    /oidc/*                                    404    404   404     404   404   404      404       404      404    404     404        404   404
POST   /oidc/*                                    404    404   404     404   404   404      404       404      404    404     404        404   404
POST   /sign-out                                  200    200   200     200   200   200      200       200      200    200     200        200   200
POST   /sign-out/everywhere                       401    200   200     200   200   200      200       200      200    200     200        200   200
`;

const ACCOUNTS: Readonly<Record<string, string>> = {
  owner: "demo-shop-owner",
  partner: "firm-partner",
  other: "demo-company",
  clerk: "demo-clerk",
  reviewer: "demo-reviewer",
  inspector: "demo-inspector",
  approver: "demo-approver",
  leader: "demo-leader",
  auditor: "demo-auditor",
  configurer: "demo-configurer",
  admin: "demo-admin",
  elsewhere: "clerk-elsewhere",
};

type Row = { readonly route: string; readonly expected: Readonly<Record<string, number>> };

function readPolicy(): readonly Row[] {
  const [columns = [], ...rows] = POLICY.trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  return rows.map(([method = "", path = "", ...statuses]) => ({
    route: `${method} ${path}`,
    expected: Object.fromEntries(columns.map((who, index) => [who, Number(statuses[index])])),
  }));
}

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);
/** The issuer speaks OAuth, whose requests come from programs and carry their own proof. */
const ISSUER = "POST /oidc/*";
/** Pages that carry their own secret ask for the origin alone. */
const FORMS = new Set(["POST /sign-in/first", "POST /sign-in/account/:uid"]);

describe("every route for every role", () => {
  let site: TestPlatform;
  let visitors: Readonly<Record<string, Visitor>>;
  let things: Readonly<Record<string, string>>;

  beforeAll(async () => {
    site = await startTestPlatform({ at: "2026-11-16T09:00:00+08:00", faces: false });
    const { code } = site.pack;
    await makeAccount(site, "clerk-elsewhere", "卫生窗口", "staff", [
      { id: "health-clerk", organ: "health", role: "clerk", division: code },
    ]);
    await makeAccount(site, "firm-partner", "千山区瑞汤小吃店", "enterprise");
    await recogniseAsFirm(site, "firm-partner", SHOP);
    const entered = await Promise.all(
      Object.entries(ACCOUNTS).map(async ([who, account]) => [who, await enter(site, account)] as const),
    );
    visitors = { nobody: NOBODY, ...Object.fromEntries(entered) };
    things = await prepareThings(site);
  }, 180_000);

  afterAll(() => site?.dispose());

  const visitor = (who: string): Visitor => visitors[who] ?? NOBODY;

  it("is listed in the policy, and the policy lists nothing else", () => {
    expect(routesOf(site).toSorted()).toEqual(
      readPolicy()
        .map(({ route }) => route)
        .toSorted(),
    );
  });

  for (const { route, expected } of readPolicy()) {
    it(`answers ${route} to each as the policy says`, async () => {
      const found: Record<string, number> = {};
      for (const who of Object.keys(expected)) {
        // Signing out ends a session: whoever does it here does it with one of their own.
        const ends = route.startsWith("POST /sign-out") && who !== "nobody";
        const asking = ends ? await enter(site, ACCOUNTS[who] ?? "") : visitor(who);
        const { path, sending } = await requestOf(site, route, things);
        const answer = await ask(site, asking, route.split(" ")[0] ?? "", path, sending);
        found[who] = answer.status;
        expectStrictHeaders(answer.headers, `${route} for ${who}`);
        if (answer.status >= 400 && path.startsWith("/api/") && !route.startsWith("HEAD "))
          expectProblem(answer.body, `${route} for ${who}`);
        if (ends) visitors = { ...visitors, [who]: await enter(site, ACCOUNTS[who] ?? "") };
      }
      expect(found).toEqual(expected);
    });
  }

  it("refuses every unsafe request without the session's token, or from another site", async () => {
    const unsafe = readPolicy().filter(
      ({ route }) => UNSAFE.has(route.split(" ")[0] ?? "") && route !== ISSUER,
    );
    for (const { route } of unsafe) {
      const [method = ""] = route.split(" ");
      const { path, sending } = await requestOf(site, route, things);
      const send = (headers: Readonly<Record<string, string>>) =>
        ask(site, visitor("admin"), method, path, {
          ...sending,
          headers: { ...sending.headers, ...headers },
        });
      const foreign = await send({ origin: "https://elsewhere.example" });
      expect([route, foreign.status, codeOf(foreign.body)]).toEqual([route, 403, "ORIGIN_FOREIGN"]);
      const crossSite = await send({ "sec-fetch-site": "cross-site" });
      expect([route, crossSite.status, codeOf(crossSite.body)]).toEqual([route, 403, "ORIGIN_FOREIGN"]);
      if (FORMS.has(route)) continue;
      for (const token of ["", "wrong", visitor("clerk").csrf]) {
        const forged = await send({ "x-csrf-token": token });
        expect([route, forged.status, codeOf(forged.body)]).toEqual([route, 403, "CSRF_TOKEN_WRONG"]);
        expectStrictHeaders(forged.headers, route);
      }
    }
  });

  it("keeps strict headers on what no route answers", async () => {
    for (const path of ["/api/nothing", "/nothing", "/api/cases/%E0%A4%A", `/api/cases/${"9".repeat(400)}`]) {
      const answer = await ask(site, visitor("owner"), "GET", path);
      expectStrictHeaders(answer.headers, path);
      expect([path, answer.status < 500]).toEqual([path, true]);
      expectProblem(answer.body, path);
    }
  });
});
