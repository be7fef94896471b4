import type { Site } from './site.js';
import type { ResourceLink } from './types.js';
import { claim } from './vocabulary.js';

interface Item {
  type?: string;
  title?: string;
  text?: string;
  url?: string;
  custom?: Record<string, unknown>;
  lineItem?: { scoreMaximum?: number; label?: string; resourceId?: string; tag?: string; submissionReview?: { url?: string } };
}

/** Verifies a deep-linking response and makes its links; answers what was made, or why nothing was. */
export async function acceptContentItems(
  site: Site,
  courseId: string,
  token: string,
  /** What a platform refuses beyond the signature, in words; Moodle checks nothing more. */
  objection: (claims: Record<string, unknown>) => string | null = () => null,
): Promise<ResourceLink[] | string> {
  const [, payload = ''] = token.split('.');
  let clientId: unknown;
  try {
    clientId = (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { iss?: unknown }).iss;
  } catch {
    return 'the message is not a token';
  }
  if (typeof clientId !== 'string' || !site.registrationBy(clientId) || !site.course(courseId))
    return 'the issuer is not a tool of this site';
  const verdict = await site.toolKeys.verify(clientId, site.connectedTool().jwksUrl, token, () => false);
  if (!verdict.ok) return `the signature was refused: ${verdict.reason}`;
  const objected = objection(verdict.claims);
  if (objected !== null) return objected;
  const items = (verdict.claims[claim.contentItems] ?? []) as Item[];
  return items
    .filter((item) => item.type === 'ltiResourceLink')
    .slice(0, 50)
    .map((item) => {
      const link: ResourceLink = {
        id: String(Math.max(0, ...site.links.map((one) => Number(one.id) || 0)) + 1),
        courseId,
        clientId,
        title: item.title ?? site.options.toolTitle ?? 'Critical Friend',
        ...(item.text ? { description: item.text } : {}),
        ...(item.url ? { targetLinkUri: item.url } : {}),
        ...(item.lineItem?.submissionReview?.url ? { reviewUri: item.lineItem.submissionReview.url } : {}),
        custom: Object.fromEntries(Object.entries(item.custom ?? {}).map(([name, value]) => [name, String(value)])),
        ...(item.lineItem
          ? {
              column: {
                maximum: item.lineItem.scoreMaximum ?? 100,
                ...(item.lineItem.resourceId === undefined ? {} : { resourceId: item.lineItem.resourceId }),
                ...(item.lineItem.tag === undefined ? {} : { tag: item.lineItem.tag }),
              },
            }
          : {}),
      };
      site.addLink(link);
      return link;
    });
}
