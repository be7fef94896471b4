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
  'GET /lti/keys':                                                         [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],

  'GET /api/me':                                                           [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'POST /api/sign-out':                                                    [401, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204],
  'POST /api/continue-codes':                                              [401, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201],
  'GET /api/home':                                                         [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],

  // Placements, codes, roles
  'GET /api/placements':                                                   [401, 403, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'GET /api/placements/:id':                                               [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'PUT /api/placements/:id (a new one)':                                   [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 404],
  'PUT /api/placements/:id (a change)':                                    [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'GET /api/placements/:id/codes':                                         [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'POST /api/placements/:id/codes':                                        [401, 403, 404, 404, 404, 404, 404, 404, 404, 201, 404, 404, 404, 201, 404],
  'POST /api/codes/:id/withdraw':                                          [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'GET /api/schools':                                                      [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200],
  'GET /api/roles':                                                        [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200],
  'POST /api/roles':                                                       [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/roles-held/:id/end (a mentor’s)':                             [401, 403, 200, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'POST /api/roles-held/:id/end (a tutor’s)':                              [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404],
  'POST /api/roles-held/:id/end (a trainee’s)':                            [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],

  // The course and the link that the caller's own page was opened from
  'GET /api/courses/current/people':                                       [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200],
  'POST /api/courses/current/roster':                                      [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200],
  'GET /api/links/current/policy':                                         [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200],
  'PUT /api/links/current/policy':                                         [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 200, 200],

  // Grades out
  'GET /api/score-status':                                                 [401, 403, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
  'GET /api/placements/:placementId/score-status':                         [401, 403, 200, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],
  'POST /api/placements/:placementId/score-status/send-again':             [401, 403, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404, 200, 404],

  // Observations: a coordinator sets up and never reads; the trainee knows of a draft’s day and focus, and reads what is signed
  'GET /api/placements/:placementId/observations':                         [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 404, 404, 404, 404],
  'PUT /api/observations/:observationId':                                  [401, 403, 404, 404, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId (planned)':                        [401, 403, 200, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId (live)':                           [401, 403, 200, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId (feedback)':                       [401, 403, 200, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId (signed)':                         [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId (read)':                           [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId (withdrawn)':                      [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
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
  'POST /api/observations/:observationId/sign':                            [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'POST /api/observations/:observationId/read':                            [401, 403, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'PUT /api/observations/:observationId/remarks/:remarkId (differs)':      [401, 403, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'PUT /api/observations/:observationId/remarks/:remarkId (correction)':   [401, 403, 404, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId/check (signed)':                   [401, 403, 200, 404, 200, 200, 404, 404, 404, 200, 404, 404, 404, 404, 404],
  'GET /api/observations/:observationId/check (feedback)':                 [401, 403, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404],

  // A code of here, whoever in this partnership's platforms types it; not the placement's own trainee. Asked last.
  'POST /api/codes/use':                                                   [401, 200, 422, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 422],
};
