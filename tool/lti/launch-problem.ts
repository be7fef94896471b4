import type { ProofQuestion } from './login-proof.js';

/** The steps from a click in a course to the open page, as the log names them, in the order they are taken. */
export type Step =
  | 'request' | 'platform' | 'deployment' | 'target' | 'state' | 'browser' | 'answer' | 'token' | 'key' | 'signature' | 'issuer'
  | 'audience' | 'time' | 'nonce' | 'version' | 'message' | 'user' | 'roles' | 'resource-link' | 'for-user' | 'picker' | 'once' | 'arrival'
  | 'invitation' | 'configuration' | 'registration'; // prettier-ignore

const inWords: Record<Step, string> = {
  request: 'reading what your course sent',
  platform: 'finding your Moodle or Canvas in our list',
  deployment: 'finding your part of Moodle or Canvas in our list',
  target: 'checking where the link leads',
  state: 'matching the answer to our question',
  browser: 'recognising your browser',
  answer: 'waiting for your Moodle or Canvas to say who you are',
  token: 'reading the signed message',
  key: 'fetching the key of your learning platform',
  signature: 'checking the signature',
  issuer: 'checking who signed',
  audience: 'checking that the message is for us',
  time: 'checking the time of the message',
  nonce: 'checking that the message answers our question',
  version: 'checking the LTI version',
  message: 'checking the kind of message',
  user: 'checking who you are',
  roles: 'reading your part in the course',
  'resource-link': 'finding the activity',
  'for-user': 'finding whose record was asked for',
  picker: 'opening the choice of what to add',
  once: 'checking that the message is new',
  arrival: 'letting you in',
  invitation: 'reading the invitation',
  configuration: 'reading the settings of your learning platform',
  registration: 'registering with your learning platform',
};

const again = 'Go back to your course and open Critical Friend again.';
const ask = `${again} If it happens again, show this page to the people who look after your learning platform.`;
const administrator = 'Show this page to the people who look after your learning platform: its settings and ours do not match.';

const approve =
  'Ask the coordinator of your partnership to approve it on the page “Moodle and Canvas”. The people who look after Critical Friend can do it too. Then open it again.';
const registerAgain = 'Begin again in your learning platform. The invitation is still good.';

interface Words {
  step: Step;
  status: number;
  /** What happened, in a sentence or two for the person; what is safe follows from nothing having been stored. */
  what: string;
  todo: string;
}
const words = <Reason extends string>(all: Record<Reason, [Step, number, string, string]>): Record<Reason, Words> =>
  Object.fromEntries(
    Object.entries<[Step, number, string, string]>(all).map(([reason, [step, status, what, todo]]) => [
      reason,
      { step, status, what, todo },
    ]),
  ) as Record<Reason, Words>;

/** Every way a launch can fail. The key is the reason in the log; a reader of the page sees the sentences. */
const reasons = words({
  'form-type': ['request', 415, 'This address takes a form from a learning platform, and something else arrived.', again],
  'form-too-large': ['request', 413, 'Your course sent more than we can read.', ask],
  'form-cut': ['request', 400, 'The connection broke while your course was still sending.', again],
  'field-missing': ['request', 400, 'Your course left out something we need.', ask],
  'field-repeated': ['request', 400, 'Your course sent something twice that may come only once.', ask],
  'field-unusable': ['request', 400, 'Your course sent something that is too long or holds a character that cannot be used.', ask],
  'no-launch': ['request', 405, 'This page opens from inside a course.', 'Open Critical Friend from your course.'],
  'nothing-here': ['request', 404, 'There is nothing at this address.', 'Open Critical Friend from your course.'],
  'too-many': ['request', 429, 'Too many attempts to open this page came from your network in one minute.', 'Wait a minute, then open it again from your course.'],
  'platform-unknown': ['platform', 400, 'Your Moodle or Canvas is not connected to Critical Friend.', 'Show this page to the people who look after your Moodle or Canvas. It is new here, or its settings and ours do not match.'],
  'client-needed': ['platform', 400, 'Your learning platform did not say which of its connections it is using.', administrator],
  'platform-suspended': ['platform', 403, 'The connection to your Moodle or Canvas is switched off at the moment.', 'Ask the people who look after Critical Friend at your university when it is back.'],
  'platform-pending': ['platform', 403, 'Your Moodle or Canvas is connected, and nobody has approved the connection yet.', approve],
  'platform-insecure': ['platform', 400, 'The address of your learning platform is not a secure one.', administrator],
  'deployment-unknown': ['deployment', 400, 'Your learning platform is known here, and this part of it is not.', administrator],
  'deployment-suspended': ['deployment', 403, 'The connection to your part of Moodle or Canvas is switched off at the moment.', 'Ask the people who look after Critical Friend at your university when it is back.'],
  'deployment-pending': ['deployment', 403, 'Your part of Moodle or Canvas opens Critical Friend for the first time, and nobody has approved that yet.', approve],
  'target-foreign': ['target', 400, 'The link in your course leads to another place than Critical Friend.', administrator],
  'state-unknown': ['state', 400, 'The answer of your learning platform does not belong to a question of ours.', again],
  'state-old': ['state', 400, 'More than ten minutes passed between the click and the answer.', again],
  'browser-other': ['browser', 403, 'Your browser did not send back the cookie we set a moment ago. It may block cookies inside other pages.', `${again} If this page comes up again, allow cookies for this site, use another browser, or ask your course team to let the activity open in a new window.`],
  'platform-refused': ['answer', 400, 'Your learning platform did not say who you are.', again],
  'hint-used': ['answer', 400, 'This opening of the page was used already, or waited too long. Going back or reloading does that.', again],
  'signed-out-there': ['answer', 400, 'Your Moodle or Canvas says that you are not signed in there, or as somebody else.', 'Sign in there, then open Critical Friend from your course again. If you are signed in, your browser may block all cookies: allow them.'],
  'token-malformed': ['token', 401, 'The signed message cannot be read.', ask],
  'token-algorithm': ['token', 401, 'The message is signed in a way we do not accept.', administrator],
  'key-unnamed': ['key', 401, 'The message does not say which key signed it.', administrator],
  'key-unknown': ['key', 401, 'The key that signed the message is not among those of your learning platform.', ask],
  'key-away': ['key', 424, 'Your learning platform did not show us its keys in time.', ask],
  'signature-wrong': ['signature', 401, 'The signature of the message is not right.', ask],
  'issuer-other': ['issuer', 401, 'The message was signed by another learning platform than the one we asked.', administrator],
  'audience-other': ['audience', 401, 'The message is meant for somebody else, or not for us alone.', administrator],
  'time-missing': ['time', 401, 'The message does not say when it was made and how long it is valid.', administrator],
  'time-expired': ['time', 401, 'The message is too old.', `${again} If it happens every time, the clock of your learning platform may be wrong.`],
  'time-ahead': ['time', 401, 'The message comes from the future: the clock of your learning platform is wrong.', administrator],
  'nonce-other': ['nonce', 401, 'The message does not answer the question we asked.', again],
  'version-other': ['version', 400, 'The message is not of LTI version 1.3.', administrator],
  'message-other': ['message', 400, 'Critical Friend cannot do yet what your learning platform asked for.', administrator],
  'user-missing': ['user', 400, 'Your learning platform did not say who you are.', administrator],
  'roles-missing': ['roles', 400, 'Your learning platform did not say what your part in the course is.', administrator],
  'link-missing': ['resource-link', 400, 'Your learning platform did not say which activity you opened.', administrator],
  'for-user-missing': ['for-user', 400, 'The gradebook did not say whose record you want to see.', administrator],
  'picker-unusable': ['picker', 400, 'Your learning platform did not say how to answer the choice of an activity.', administrator],
  'picker-return-foreign': ['picker', 400, 'The answer would have to go to another place than your learning platform.', administrator],
  'not-teaching': ['picker', 403, 'Only somebody who teaches this course can add an activity to it.', 'Ask a teacher of the course to add Critical Friend.'],
  'claim-unusable': ['message', 400, 'Part of the message has a form we cannot read.', administrator],
  'used-before': ['once', 401, 'This page was opened before with the same message. Going back or reloading does that.', again],
  'not-open': ['arrival', 403, 'Your account here was closed.', 'Ask your course team, and quote the number below.'],
  'no-partnership': ['arrival', 403, 'Your learning platform is connected, and no partnership of schools belongs to it yet.', administrator],
  'waited-too-long': ['browser', 403, 'More than a minute passed before your browser answered.', again],
  'code-used': ['arrival', 403, 'The way to this tab was open for half a minute and is closed now.', 'Go back to the page in your course and press the button again.'],
  'not-same-page': ['arrival', 403, 'This tab can only be opened from Critical Friend itself.', again],
  'invitation-alone': ['invitation', 400, 'This link connects a learning platform, so it is opened from the platform’s own settings.', 'In Moodle: Site administration, Plugins, Activity modules, External tool, Manage tools; paste the link as Tool URL and press “Add LTI Advantage”. In Canvas: Admin, Apps, Manage, Install a New App, Dynamic Registration; paste the link.'],
  'invitation-unknown': ['invitation', 403, 'This invitation does not work any more: it was used before, is too old, or a part of it is missing.', 'If you used it yourself, look in your list of tools: Critical Friend may be there already. If not, ask whoever sent the invitation for a new one.'],
  'invitation-busy': ['invitation', 409, 'This invitation is being used in another window at this moment.', 'Look there first. If there is no other window, wait a minute and begin again in your learning platform.'],
  'configuration-refused': ['configuration', 400, 'The address at which your learning platform describes itself is not one we may ask: it has to be a public https: address.', 'Check the address of your learning platform. If it can only be reached inside your network, it cannot be connected this way: connect it by hand.'],
  'configuration-away': ['configuration', 424, 'Your learning platform did not describe itself in time.', 'Wait a minute, then begin again in your learning platform. The invitation is still good.'],
  'configuration-unusable': ['configuration', 424, 'What your learning platform says of itself cannot be used.', `${registerAgain} If it happens again, connect it by hand.`],
  'issuer-not-host': ['configuration', 400, 'The settings came from one place and speak for another learning platform.', 'Begin at the learning platform you mean to connect. If this is the right one, connect it by hand.'],
  'registration-token-used': ['registration', 400, 'Your learning platform gives a permission to register that works once and for an hour, and this one is spent.', registerAgain],
  'registration-refused': ['registration', 424, 'Your learning platform did not accept the registration.', `${registerAgain} If it happens again, connect it by hand and quote the number below.`],
  'registration-away': ['registration', 424, 'Your learning platform did not answer the registration in time, so nobody knows whether it was made.', 'Look in its list of tools. If Critical Friend stands there, delete that entry; then begin again. The invitation is still good.'],
  'registration-unusable': ['registration', 424, 'Your learning platform answered the registration with something that cannot be used.', 'Look in its list of tools. If Critical Friend stands there, delete that entry; then connect it by hand.'],
  'registered-elsewhere': ['registration', 409, 'This learning platform is connected for another partnership already.', 'Ask the people who look after Critical Friend: they can let it serve both.'],
}); // prettier-ignore

export type Reason = keyof typeof reasons;

/** A launch that went no further. `detail` (a field's or a claim's name) goes to the log and to the page; never a value. */
export class LaunchProblem extends Error {
  readonly step: Step;
  readonly status: number;
  readonly whatHappened: string;
  readonly whatToDo: string;
  /** The steps that were passed before, for the log. */
  passed: Step[] = [];
  /** What the page asks its browser before it gives up; null where nothing can be asked. */
  question: ProofQuestion | null = null;
  /** Where the page may lead back to; only from a message whose signature was right. */
  returnUrl: string | null = null;

  constructor(
    readonly reason: Reason,
    readonly detail: string | null = null,
  ) {
    super(reason);
    this.name = 'LaunchProblem';
    const { step, status, what, todo } = reasons[reason];
    this.step = step;
    this.status = status;
    this.whatHappened = detail === null ? what : `${what} (${detail})`;
    this.whatToDo = todo;
  }

  get stepInWords(): string {
    return inWords[this.step];
  }
}
