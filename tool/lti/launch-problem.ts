/** The steps from a click in a course to the open page, as the log names them, in the order they are taken. */
export type Step =
  | 'request' | 'platform' | 'deployment' | 'target' | 'state' | 'browser' | 'answer' | 'token' | 'key' | 'signature' | 'issuer'
  | 'audience' | 'time' | 'nonce' | 'version' | 'message' | 'user' | 'roles' | 'resource-link' | 'once' | 'arrival'; // prettier-ignore

const inWords: Record<Step, string> = {
  request: 'reading what your course sent',
  platform: 'finding your learning platform in our list',
  deployment: 'finding your institution in our list',
  target: 'checking where the link leads',
  state: 'matching the answer to our question',
  browser: 'recognising your browser',
  answer: 'waiting for your learning platform to say who you are',
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
  once: 'checking that the message is new',
  arrival: 'letting you in',
};

const again = 'Go back to your course and open Critical Friend again.';
const ask = `${again} If it happens again, show this page to the people who look after your learning platform.`;
const administrator = 'Show this page to the people who look after your learning platform: its settings and ours do not match.';

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
  'platform-unknown': ['platform', 400, 'Your learning platform is not connected to Critical Friend.', administrator],
  'client-needed': ['platform', 400, 'Your learning platform did not say which of its connections it is using.', administrator],
  'platform-suspended': ['platform', 403, 'The connection to your learning platform is switched off at present.', 'Ask the people who look after Critical Friend at your university.'],
  'platform-insecure': ['platform', 400, 'The address of your learning platform is not a secure one.', administrator],
  'deployment-unknown': ['deployment', 400, 'Your learning platform is known here, and this part of it is not.', administrator],
  'deployment-suspended': ['deployment', 403, 'The connection to your institution is switched off at present.', 'Ask the people who look after Critical Friend at your university.'],
  'target-foreign': ['target', 400, 'The link in your course leads to another place than Critical Friend.', administrator],
  'state-unknown': ['state', 400, 'The answer of your learning platform does not belong to a question of ours.', again],
  'state-old': ['state', 400, 'More than ten minutes passed between the click and the answer.', again],
  'browser-other': ['browser', 403, 'Your browser did not send back the cookie we set a moment ago. It may block cookies inside other pages.', `${again} If this page comes up again, allow cookies for this site, use another browser, or ask your course team to let the activity open in a new window.`],
  'platform-refused': ['answer', 400, 'Your learning platform did not say who you are.', again],
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
  'claim-unusable': ['message', 400, 'Part of the message has a form we cannot read.', administrator],
  'used-before': ['once', 401, 'This page was opened before with the same message. Going back or reloading does that.', again],
  'not-open': ['arrival', 403, 'Your account here was closed.', 'Ask your course team, and quote the number below.'],
  'no-partnership': ['arrival', 403, 'Your learning platform is connected, and no partnership of schools belongs to it yet.', administrator],
  'code-used': ['arrival', 403, 'The way to this tab was open for half a minute and is closed now.', 'Go back to the page in your course and press the button again.'],
  'not-same-page': ['arrival', 403, 'This tab can only be opened from Critical Friend itself.', again],
  'register-closed': ['arrival', 403, 'Connecting a learning platform by itself is not open here yet.', 'Ask the people who look after Critical Friend for an invitation, or connect by hand.'],
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
