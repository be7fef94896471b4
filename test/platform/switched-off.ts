import type { Site } from './site.js';
import { claim, scope } from './vocabulary.js';

/** A launch names only the services that an administrator has switched on; a service without a scope is not named at all. */
export function onlySwitchedOn(site: Pick<Site, 'switchedOff'>, claims: Record<string, unknown>): Record<string, unknown> {
  if (site.switchedOff.size === 0) return claims;
  const { [claim.grades]: grades, [claim.roster]: roster, ...rest } = claims;
  const endpoint = grades as { scope: string[] } | undefined;
  const left = endpoint?.scope.filter((name) => !site.switchedOff.has(name)) ?? [];
  return {
    ...rest,
    ...(endpoint && left.length > 0 ? { [claim.grades]: { ...endpoint, scope: left } } : {}),
    ...(roster !== undefined && !site.switchedOff.has(scope.roster) ? { [claim.roster]: roster } : {}),
  };
}
