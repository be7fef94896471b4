/**
 * Who may ask what: one line for each route, one literal status for each caller. Written by hand from what was agreed, never from what
 * the tool answers. Where a line has several readings, the thing it asks about stands in brackets.
 *
 * 401 no session; 403 signed in and nobody here yet; 404 unknown, foreign and forbidden alike; 422 a code that is not for them.
 * The columns, in the order of `callers`: no session, no role, the trainee, another trainee, the mentor who wrote it, a second mentor of the
 * same trainee, a mentor of somebody else, the mentor whose role was ended, the coach, the tutor, another tutor, the school lead, the lead
 * mentor, the coordinator, the coordinator elsewhere.
 */
// prettier-ignore
export const accessMatrix: Record<string, number[]> = {
  //                                                                        none  ---  tra  oth  men  2nd  oth  end  coa  tut  oth  sch  lea  coo  els
  'GET /api/openapi.json':                                                 [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'GET /health/live':                                                      [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'GET /health/ready':                                                     [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'GET /digest/stop/TOKEN':                                                [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'POST /digest/stop/TOKEN':                                               [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'GET /lti/keys':                                                         [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],

  'GET /api/me':                                                           [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'POST /api/sign-out':                                                    [401, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204],
  'POST /api/continue-codes':                                              [401, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201],
  'GET /api/home':                                                         [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  // Each their own: who is here without a role is sent nothing
  'GET /api/digest':                                                       [401, 403, 200, 200, 200, 200, 200, 404, 200, 200, 200, 200, 200, 200, 200],
  'PUT /api/digest':                                                       [401, 403, 200, 200, 200, 200, 200, 404, 200, 200, 200, 200, 200, 200, 200],

  // Checking a connection: each coordinator the platforms of their own partnership
  'GET /api/connections':                                                  [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'GET /api/connections/:connectionId':                                    [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/connections/:connectionId/check':                             [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'PUT /api/connections/:connectionId/frame':                              [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],

  // Placements, codes, roles
  'GET /api/placements':                                                   [401, 403, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'GET /api/placements/:id':                                               [401, 403, 200, 404, 200, 200, 404, 404, 200, 200, 404, 200, 404, 200, 404],
  'PUT /api/placements/:id (a new one)':                                   [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 404],
  'PUT /api/placements/:id (a change)':                                    [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'GET /api/placements/:id/codes':                                         [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'POST /api/placements/:id/codes':                                        [401, 403, 404, 404, 404, 404, 404, 404, 404, 201, 404, 404, 404, 201, 404],
  'POST /api/placements/:id/codes (for a coach)':                          [401, 403, 404, 404, 404, 404, 404, 404, 404, 201, 404, 404, 404, 201, 404],
  'POST /api/placements/:id/people (a mentor)':                            [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'POST /api/placements/:id/people (a coach)':                             [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  // An e-mail address is told between those who work on the same record, and to the coordinator; a coach’s to nobody
  'GET /api/placements/:id/people/:personId/address (the trainee’s)':      [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'GET /api/placements/:id/people/:personId/address (a mentor’s)':         [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'GET /api/placements/:id/people/:personId/address (a tutor’s)':          [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'GET /api/placements/:id/people/:personId/address (a coach’s)':          [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/placements/:id/people/:personId/address (a former mentor’s)':  [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/placements/:id/people/:personId/address (a stranger’s)':       [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/placements/:id/handover':                                      [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 404, 404, 404, 404],
  'PUT /api/placements/:id/closing-statement':                             [401, 403, 404, 404, 200, 200, 404, 404, 404, 200, 404, 404, 404, 404, 404],
  'GET /api/codes':                                                        [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'POST /api/codes (a tutor’s)':                                           [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 201, 201],
  'POST /api/codes (a school lead’s)':                                     [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 201, 404],
  'POST /api/codes/:id/withdraw':                                          [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'POST /api/codes/:id/withdraw (a tutor’s)':                              [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'GET /api/placements/:id/readers':                                       [401, 403, 200, 404, 200, 200, 404, 404, 200, 200, 404, 200, 404, 200, 404],
  'GET /api/set-up/readers':                                               [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200],
  'GET /api/schools':                                                      [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200],
  'GET /api/roles':                                                        [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'POST /api/roles':                                                       [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/roles (a school’s lead)':                                     [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/roles (a coordinator)':                                       [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/roles-held/:id/end (a mentor’s)':                             [401, 403, 200, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'POST /api/roles-held/:id/end (a tutor’s)':                              [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/roles-held/:id/end (a trainee’s)':                            [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'POST /api/roles-held/:id/end (a coach’s)':                              [401, 403, 200, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'POST /api/roles-held/:id/end (a school lead’s)':                        [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/roles-held/:id/end (a lead mentor’s)':                        [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/roles-held/:id/end (a coordinator’s)':                        [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],

  // Asking to be added: who holds a role has nothing to ask for
  'GET /api/role-requests/own':                                            [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'POST /api/role-requests':                                               [401, 200, 404, 404, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/role-requests':                                                [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'POST /api/role-requests/:id/grant':                                     [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/role-requests/:id/decline':                                   [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],

  // The tutor’s table and the coordinator’s; each chooses the rules of their own
  'GET /api/attention/trainees':                                           [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 404, 404],
  'GET /api/attention/trainees/file':                                      [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 404, 404],
  'GET /api/attention/schools':                                            [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'GET /api/attention/schools/file':                                       [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'GET /api/attention/rules':                                              [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200],
  'PUT /api/attention/rules/mine':                                         [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 404, 404],
  'PUT /api/attention/rules/partnership':                                  [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],

  // Placement lists: a coordinator's, and each of them uploads into their own partnership
  'GET /api/placement-intakes':                                            [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'POST /api/placement-intakes':                                           [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 201, 201],
  'GET /api/placement-intakes/:id':                                        [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'GET /api/placement-intakes/:id/rows':                                   [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/placement-intakes/:id/confirm':                               [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'GET /api/placement-intakes/:id/letters':                                [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/placement-intakes/:id/letters':                               [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  // What a school agreed to: whoever works with it reads; its lead and the coordinator record
  'GET /api/approvals':                                                    [401, 403, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'GET /api/schools/:schoolId/approval':                                   [401, 403, 200, 200, 200, 200, 200, 404, 200, 200, 200, 200, 404, 200, 404],
  'GET /api/schools/:schoolId/approvals':                                  [401, 403, 200, 200, 200, 200, 200, 404, 200, 200, 200, 200, 404, 200, 404],
  'PUT /api/schools/:schoolId/approvals/:approvalId':                      [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404, 200, 404],
  'POST /api/schools/:schoolId/approvals/:approvalId/withdraw':            [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404, 200, 404],

  // Whom a trainee can call: a placement’s people and the coordinator; a school’s telephone, whoever works with it. The coordinator elsewhere changes
  // one of their own, whose revision is another: 409
  'GET /api/placements/:id/contacts':                                       [401, 403, 200, 404, 200, 200, 404, 404, 200, 200, 404, 404, 404, 200, 404],
  'PUT /api/placements/:id/someone-else':                                   [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'GET /api/schools/:schoolId/contacts':                                    [401, 403, 200, 200, 200, 200, 200, 404, 200, 200, 200, 200, 404, 200, 404],
  'PUT /api/schools/:schoolId/contacts':                                    [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404, 200, 404],
  'GET /api/contacts':                                                      [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404, 200, 200],
  'GET /api/contacts/someone-else':                                         [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'PUT /api/contacts/someone-else':                                         [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 409],

  // Learning platforms that registered themselves: the coordinator’s yes or no
  'GET /api/platforms':                                                     [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'POST /api/platforms/:platformId/decision':                              [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/platform-parts/:deploymentId/decision':                       [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],

  // The course and the link that the caller's own page was opened from
  'GET /api/courses/current/people':                                       [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200],
  'POST /api/courses/current/roster':                                      [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200],
  'GET /api/links/current/policy':                                         [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200],
  'PUT /api/links/current/policy':                                         [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200],

  // What a platform asked to be placed: anybody whose page was opened for it, and none of these was. A copied course, and whose cell was asked
  // for in the gradebook: of the caller's own page
  'POST /api/links/picks':                                                 [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422],
  'GET /api/links/current/copy':                                           [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 404],
  'POST /api/links/current/copy':                                          [401, 403, 404, 404, 404, 404, 404, 404, 404, 204, 204, 404, 404, 204, 404],
  'GET /api/links/current/review':                                         [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 200, 404, 404, 404],

  // Grades out
  'GET /api/placements/:placementId/score-status':                         [401, 403, 200, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'POST /api/placements/:placementId/score-status/send-again':             [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],

  // Observations: a coordinator sets up and never reads; the trainee knows of a draft’s day and focus, and reads what is signed; so does the lead
  // of the school, of what is signed. A draft whose mentor is one no longer is theirs for a fortnight, and nobody else’s
  'GET /api/placements/:placementId/observations':                         [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 200, 404, 404, 404],
  'PUT /api/observations/:observationId':                                  [401, 403, 404, 404, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId (planned)':                        [401, 403, 200, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId (live)':                           [401, 403, 200, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId (feedback)':                       [401, 403, 200, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId (signed)':                         [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 200, 404, 404, 404],
  'GET /api/observations/:observationId (read)':                           [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 200, 404, 404, 404],
  'GET /api/observations/:observationId (withdrawn)':                      [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId (a draft its mentor left)':        [401, 403, 404, 404, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId (one left a fortnight ago)':       [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'PUT /api/observations/:observationId/lesson':                           [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'PUT /api/observations/:observationId/notes/:noteId':                    [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'DELETE /api/observations/:observationId/notes/:noteId':                 [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'PUT /api/observations/:observationId/sections/:section':                [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'PUT /api/observations/:observationId/sections/:section/citations':      [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'PUT /api/observations/:observationId/targets/:targetId':                [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'DELETE /api/observations/:observationId/targets/:targetId':             [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'POST /api/observations/:observationId/start':                           [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'POST /api/observations/:observationId/stop':                            [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'POST /api/observations/:observationId/write-up':                        [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'POST /api/observations/:observationId/withdraw':                        [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'POST /api/observations/:observationId/withdraw (one its mentor left)':  [401, 403, 404, 404, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404],
  'POST /api/observations/:observationId/sign':                            [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'POST /api/observations/:observationId/sign (one its mentor left)':      [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'POST /api/observations/:observationId/read':                            [401, 403, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'PUT /api/observations/:observationId/remarks/:remarkId (differs)':      [401, 403, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'PUT /api/observations/:observationId/remarks/:remarkId (correction)':   [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId/looks (feedback)':                 [401, 403, 200, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId/looks (signed)':                   [401, 403, 200, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId/check (signed)':                   [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 200, 404, 404, 404],
  'GET /api/observations/:observationId/check (feedback)':                 [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],

  // Privacy. The coordinator elsewhere changes a notice and periods of their own, whose revision is another: 409
  'GET /api/privacy/notice':                                               [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'POST /api/privacy/notice/read':                                         [401, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204],
  'GET /api/privacy/processing':                                           [401, 403, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'POST /api/privacy/export':                                              [401, 403, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'PUT /api/privacy/notice':                                               [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 409],
  'GET /api/privacy/retention':                                            [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'PUT /api/privacy/retention':                                            [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 409],
  'GET /api/privacy/people':                                               [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'POST /api/privacy/people/:personId/export':                             [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'GET /api/privacy/holds':                                                [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'POST /api/privacy/holds':                                               [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 201, 404],
  'POST /api/privacy/holds/:id/lift':                                      [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'GET /api/privacy/erasures':                                             [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'POST /api/privacy/erasures':                                            [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 201, 404],
  'POST /api/privacy/erasures/:id/confirm':                                [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],

  // What happened: in setting up for the coordinator, in a record for its trainee
  'GET /api/changes':                                                      [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'GET /api/placements/:placementId/history':                              [401, 403, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],

  // A code of here, whoever in this partnership's platforms types it; not the placement's own trainee. Asked last.
  'POST /api/codes/use':                                                   [401, 200, 422, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 422],
};
