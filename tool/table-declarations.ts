import { accessPrivacy } from './access/access.privacy.js';
import { approvalPrivacy } from './approval/approval.privacy.js';
import { attentionPrivacy } from './attention/attention.privacy.js';
import { connectionPrivacy } from './connection/connection.privacy.js';
import { contactPrivacy } from './contact/contact.privacy.js';
import { digestPrivacy } from './digest/digest.privacy.js';
import { frameworkPrivacy } from './framework/framework.privacy.js';
import { lessonPrivacy } from './lesson/lesson.privacy.js';
import { linkPrivacy } from './link/link.privacy.js';
import { ltiPrivacy, registrationPrivacy } from './lti/lti.privacy.js';
import { observationPrivacy } from './observation/observation.privacy.js';
import { partnershipPrivacy } from './partnership/partnership.privacy.js';
import { passbackPrivacy } from './passback/passback.privacy.js';
import { ownPrivacy } from './privacy/own.privacy.js';
import { signaturePrivacy } from './signature/signature.privacy.js';
import type { PrivacyDeclaration } from './table-declaration.js';
import { targetPrivacy } from './target/target.privacy.js';

/** Every slice's tables, parents before children across slices too: rows are deleted from the end. */
export const tableDeclarations: readonly PrivacyDeclaration[] = [
  ltiPrivacy,
  partnershipPrivacy,
  registrationPrivacy,
  contactPrivacy,
  linkPrivacy,
  accessPrivacy,
  frameworkPrivacy,
  lessonPrivacy,
  observationPrivacy,
  targetPrivacy,
  signaturePrivacy,
  passbackPrivacy,
  approvalPrivacy,
  attentionPrivacy,
  digestPrivacy,
  connectionPrivacy,
  ownPrivacy,
];
