import { pickerPolicy, shellPolicy } from '../http/security-headers.js';
import { returnOrigin } from './frame-origins.js';
import type { Handles } from './handle.js';
import type { LaunchedPage } from './launch.service.js';
import type { Pages } from './pages/pages.js';
import { platformTitle } from './platform-family.js';

interface Rendered {
  policy: string;
  html: string;
}

/** The page a launch that went well opens: the choice of an activity, the preview of somebody who is nobody, else the page of every widget. */
export function launchedPage(page: LaunchedPage, { pages, handles }: { pages: Pages; handles: Handles }): Rendered {
  const { launch, begun, ticket, frameOrigins } = page;
  const { platform, returnUrl } = launch;
  const fromReturn = returnOrigin(returnUrl);
  const frameOrigin = fromReturn ?? platform.frameOrigins.find((origin) => !origin.includes('*')) ?? null;
  if (begun === null) return { policy: shellPolicy(frameOrigins), html: pages.renderPreview({ frameOrigin, returnUrl }) };
  const { session, expiresAt } = begun;
  if (ticket !== null && launch.messageType === 'LtiDeepLinkingRequest') {
    const { settings, context, productFamily } = launch;
    return {
      policy: pickerPolicy(frameOrigins, new URL(settings.returnUrl).origin),
      html: pages.renderPicker({
        session,
        ticket,
        platform: platformTitle({ ...platform, family: productFamily }),
        course: context?.title ?? context?.label ?? null,
        takesActivity: settings.acceptTypes.includes('ltiResourceLink'),
      }),
    };
  }
  const handle = handles.make(fromReturn !== null && !platform.frameOrigins.includes(fromReturn) ? fromReturn : null);
  return { policy: shellPolicy(frameOrigins), html: pages.renderShell({ session, expiresAt, handle, frameOrigin, returnUrl }) };
}
