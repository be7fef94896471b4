/** Scopes of the Assignment and Grade Services 2.0. */
export const agsScope = {
  lineItem: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  lineItemRead: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
  result: 'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
} as const;

/** Moodle compares media types as whole strings: no list, no parameter, no `application/json`. */
export const agsMedia = {
  lineItems: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  lineItem: 'application/vnd.ims.lis.v2.lineitem+json',
  results: 'application/vnd.ims.lis.v2.resultcontainer+json',
  score: 'application/vnd.ims.lis.v1.score+json',
} as const;

/** Those of our scopes that a launch said the platform would grant; asked for in one token. */
export const usableScopes = (granted: readonly string[]): string[] => Object.values(agsScope).filter((scope) => granted.includes(scope));

/** `…/lineitem?type_id=1` → `…/lineitem/scores?type_id=1`: the service's name goes before the query. AGS 2.0, 3.3 and 3.4. */
export function underLineItem(lineItemUrl: string, service: 'scores' | 'results', query: Record<string, string> = {}): string {
  const url = new URL(lineItemUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${service}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
