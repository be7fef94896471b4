import { addressesOf, canvasKeyShape, pickerSize, scopesOf, scopeWords, type CanvasKey, type CanvasOf } from './canvas-key.js';
import { messageTypes } from '../lti/launch.js';
import type { CheckLine } from './tool-check.js';

const same = (what: string, found: unknown, wanted: string): CheckLine =>
  found === wanted ? { what, works: true } : { what, works: false, todo: `Put ${wanted} there.` };

function scopeLines(file: string, of: CanvasOf, scopes: readonly string[]): CheckLine[] {
  const wanted = scopesOf[of];
  const missing = wanted.filter((scope) => !scopes.includes(scope));
  const idle = scopes.filter((scope) => !wanted.includes(scope));
  return [
    ...missing.map((scope) => ({ what: `${file}: scopes`, works: false, todo: `Add ${scope}: it is for ${scopeWords[scope] ?? ''}.` })),
    ...idle.map((scope) => ({ what: `${file}: scopes`, works: false, todo: `Take ${scope} out: nothing is asked with it here.` })),
    ...(missing.length + idle.length === 0 ? [{ what: `${file}: scopes`, works: true }] : []),
  ];
}

function placementLines(file: string, placements: CanvasKey['extensions'][number]['settings']['placements'], launch: string): CheckLine[] {
  const menu = placements.some(({ placement }) => placement === 'global_navigation');
  return [
    menu
      ? { what: `${file}: menu`, works: true }
      : { what: `${file}: menu`, works: false, todo: 'Add global_navigation: without it a mentor does not find the tool.' },
    ...placements.flatMap((one) => {
      const what = `${file}: ${one.placement}`;
      if (!messageTypes.some((type) => type === one.message_type))
        return [{ what, works: false, todo: `Take it out, or send one of ${messageTypes.join(', ')}: ${one.message_type} opens nothing.` }];
      const fits =
        one.message_type !== 'LtiDeepLinkingRequest' ||
        ((one.selection_width ?? 0) >= pickerSize.selection_width && (one.selection_height ?? 0) >= pickerSize.selection_height);
      if (!fits)
        return [{ what, works: false, todo: `The picker needs ${pickerSize.selection_width} × ${pickerSize.selection_height}: set both.` }];
      return [same(what, one.target_link_uri, launch)];
    }),
  ];
}

/** Whether a key's JSON says what this tool, at this address, does. What an administrator may choose (words, which placements) is left alone. */
export function checkCanvasKey(file: string, of: CanvasOf, text: string, origin: string): CheckLine[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [{ what: file, works: false, todo: 'It is not JSON. Write it again.' }];
  }
  const parsed = canvasKeyShape.safeParse(json);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({ what: `${file}: ${issue.path.join('.')}`, works: false, todo: issue.message }));
  }
  const key = parsed.data;
  const { login, launch, keys } = addressesOf(origin);
  return [
    same(`${file}: oidc_initiation_url`, key.oidc_initiation_url, login),
    same(`${file}: target_link_uri`, key.target_link_uri, launch),
    same(`${file}: public_jwk_url`, key.public_jwk_url, keys),
    ...(key.public_jwk === undefined
      ? []
      : [
          {
            what: `${file}: public_jwk`,
            works: false,
            todo: 'Take it out: a key that is written down stops working when keys are changed.',
          },
        ]),
    ...key.extensions.flatMap((extension) => [
      same(`${file}: platform`, extension.platform, 'canvas.instructure.com'),
      same(`${file}: domain`, extension.domain, new URL(origin).host),
      extension.privacy_level === 'public' || extension.privacy_level === 'name_only'
        ? { what: `${file}: privacy_level`, works: true }
        : { what: `${file}: privacy_level`, works: false, todo: 'Put public or name_only: people would have no names.' },
      ...placementLines(file, extension.settings.placements, launch),
    ]),
    ...scopeLines(file, of, key.scopes),
    same(`${file}: custom_fields.context_history`, key.custom_fields['context_history'], '$Context.id.history'),
  ];
}
