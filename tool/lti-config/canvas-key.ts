import { z } from 'zod';
import { agsScope } from '../lti/ags.js';
import { membershipsScope } from '../lti/memberships.js';
import { toolDescription } from '../lti/registration-message.js';

/** The addresses every platform asks for. */
export const addressesOf = (origin: string) => ({
  login: `${origin}/lti/login`,
  launch: `${origin}/lti/launch`,
  keys: `${origin}/lti/keys`,
});

/** What each scope is for: everything the tool ever asks a token for, and nothing else. */
export const scopeWords: Record<string, string> = {
  [membershipsScope]: 'the list of people in a course that opens the tool, to name trainees before they have come',
  [agsScope.lineItem]: 'one column in the gradebook for each activity that counts something',
  [agsScope.lineItemRead]: 'finding that column again, so that there is never a second one',
  [agsScope.score]: 'writing the count of completed observations into it',
  [agsScope.result]: 'reading the count back when a platform has not said whether it arrived',
};

/** The frame Moodle opens its picker in; ours fits it, and Canvas is told to open one of the same size. */
export const pickerSize = { selection_width: 770, selection_height: 575 } as const;

const placementShape = z.looseObject({
  placement: z.string(),
  message_type: z.string(),
  target_link_uri: z.string(),
  selection_width: z.number().optional(),
  selection_height: z.number().optional(),
});

/** What Canvas takes as "Paste JSON" of an LTI key; what we do not use may stand in it too. */
export const canvasKeyShape = z.looseObject({
  title: z.string(),
  description: z.string(),
  oidc_initiation_url: z.string(),
  target_link_uri: z.string(),
  public_jwk_url: z.string().optional(),
  public_jwk: z.unknown().optional(),
  scopes: z.array(z.string()),
  custom_fields: z.record(z.string(), z.string()),
  extensions: z
    .array(
      z.looseObject({
        platform: z.string(),
        domain: z.string(),
        privacy_level: z.string(),
        settings: z.looseObject({ text: z.string(), placements: z.array(placementShape).min(1) }),
      }),
    )
    .length(1),
});
export type CanvasKey = z.infer<typeof canvasKeyShape>;

/** Whose Canvas it is: a school network's opens the tool from its menu and sends nothing to its gradebook. */
export type CanvasOf = 'school' | 'university';

export const scopesOf: Record<CanvasOf, readonly string[]> = { school: [membershipsScope], university: Object.keys(scopeWords) };

/** The JSON configuration of an LTI key, as an administrator of Canvas pastes it. */
export function canvasKey(of: CanvasOf, { origin, partnershipName }: { origin: string; partnershipName: string }): CanvasKey {
  const { login, launch, keys } = addressesOf(origin);
  const title = `Critical Friend (${partnershipName})`;
  const opens = { message_type: 'LtiResourceLinkRequest', target_link_uri: launch, text: title, enabled: true };
  const picks = { ...opens, ...pickerSize, message_type: 'LtiDeepLinkingRequest' };
  return {
    title,
    description: toolDescription,
    oidc_initiation_url: login,
    target_link_uri: launch,
    public_jwk_url: keys,
    scopes: [...scopesOf[of]],
    // Which course a copied course was copied from.
    custom_fields: { context_history: '$Context.id.history' },
    extensions: [
      {
        platform: 'canvas.instructure.com',
        domain: new URL(origin).host,
        tool_id: 'critical-friend',
        privacy_level: 'public',
        settings: {
          text: title,
          ...pickerSize,
          placements: [
            { placement: 'global_navigation', ...opens, visibility: 'members' },
            { placement: 'course_navigation', ...opens, visibility: 'members', default: 'disabled' },
            ...(of === 'school'
              ? []
              : [
                  { placement: 'assignment_selection', ...picks },
                  { placement: 'link_selection', ...picks },
                ]),
          ],
        },
      },
    ],
  };
}
