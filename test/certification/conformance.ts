/** A line of a specification or of the certification guide, and the title of the test that shows it. */
export interface ConformanceLine {
  line: string;
  title: string;
  /** From `test/`. */
  file: string;
}

const lines = (file: string, shown: Record<string, string>): ConformanceLine[] =>
  Object.entries(shown).map(([line, title]) => ({ line, title, file }));

const valid = (who: 'teacher' | 'student', letter: 'T' | 'S'): ConformanceLine[] =>
  lines('certification/valid-launches.test.ts', {
    [`${letter}1 Valid launch`]: `Launch LTI 1.3 Message as ${who}`,
    [`${letter}2 with several roles`]: `Launch LTI 1.3 Message as ${who} with Multiple Roles`,
    [`${letter}3 Short Role`]: `Launch LTI 1.3 Message as ${who} with Short Role`,
    [`${letter}4 Unknown Role`]: `Launch LTI 1.3 Message as ${who} with Unknown Role`,
    [`${letter}5 No Role`]: `Launch LTI 1.3 Message as ${who} with No Role`,
    [`${letter}6 Email Only`]: `Launch LTI 1.3 Message as ${who} Email Only`,
    [`${letter}7 Names Only`]: `Launch LTI 1.3 Message as ${who} Names Only`,
    [`${letter}8 No PII`]: `Launch LTI 1.3 Message as ${who} No PII`,
    [`${letter}9 Email Without Context`]: `Launch LTI 1.3 Message as ${who} Email Without Context`,
  });

/** Every line, by where it stands. A test fails where the test it names is gone. */
export const conformance: Record<string, ConformanceLine[]> = {
  'Known bad payloads (guide, 6.1.1)': lines('certification/known-bad.test.ts', {
    'KB1 No KID Sent in JWT header': 'No KID Sent in JWT header',
    'KB2 Incorrect KID in JWT header': 'Incorrect KID in JWT header',
    'KB3 Wrong LTI Version': 'Wrong LTI Version',
    'KB4 No LTI Version': 'No LTI Version',
    'KB5 Invalid LTI message': 'Invalid LTI message',
    'KB6 Missing LTI Claims': 'Missing LTI Claims',
    'KB7 Timestamps Incorrect': 'Timestamps Incorrect',
    'KB8 message_type Claim Missing': 'message_type Claim Missing',
    'KB9 role Claim Missing': 'role Claim Missing',
    'KB10 deployment_id Claim Missing': 'deployment_id Claim Missing',
    'KB11 resource_link_id Claim Missing': 'resource_link_id Claim Missing',
    'KB12 user Claim Missing': 'user Claim Missing (%s)',
  }),
  'Valid teacher launches (guide, 6.1.2)': valid('teacher', 'T'),
  'Valid student launches (guide, 6.1.3)': valid('student', 'S'),
  'Names and Role Provisioning Services (guide)': lines('certification/names-and-roles.test.ts', {
    'Valid Instructor Launch': 'Valid Instructor Launch',
    'Received Request': 'Received Request',
    'Verify JSON Header': 'Verify JSON Header',
    'Verify Bearer Token': 'Verify Bearer Token',
    'Verify Bearer Scope': 'Verify Bearer Scope',
  }),
  'Deep Linking (guide)': lines('certification/deep-linking.test.ts', {
    'Send the Request Payload': 'Send the Request Payload',
    'Receive the Response Payload': 'Receive the Response Payload',
    'Response Format Valid': 'Response Format Valid',
    'Response Timestamps Valid': 'Response Timestamps Valid',
    'Signature Valid': 'Signature Valid',
    'Required Claims Verified': 'Required Claims Verified',
    'Affirm Response': 'Affirm Response',
    'Core launch of the passed link (optional)': 'Launch of the passed link',
  }),
  'Assignment and Grade Services (guide)': lines('certification/grade-services.test.ts', {
    'a column and a score by the tool itself': 'token for line items, POST line item, token for scores, POST score, GET results',
  }),
  'Third-party initiated login (Security Framework, 5.1.1)': [
    ...lines('certification/login.test.ts', {
      'GET and POST; the authentication request; hint and message hint unchanged': 'by %s asks the platform, and writes nothing',
      'iss, login_hint and target_link_uri are required': 'without %s is refused',
      'client_id is optional': 'without client_id finds the platform while its issuer has one registration',
      'an unknown issuer, client, deployment or target': 'with %s is refused',
      'nonce and state are unguessable and bound to the browser':
        'keeps what the answer must match in a sealed, URL-safe state of less than 1 kB',
    }),
    ...lines('certification/answers.test.ts', {
      'an answer to another browser':
        'whose cookie did not come back, or belongs to another login, is asked for another proof, and says what to do',
      'an error in place of a token': 'that is the error %s gets the page %s, which says what to do',
    }),
    ...lines('certification/token-checks.test.ts', {
      'the signed target counts (Core 5.3.4)': 'that leads to any page of ours opens the same page',
    }),
  ],
  'ID token (Security Framework, 5.1.3; Core, 5.3)': [
    ...lines('certification/token-checks.test.ts', {
      'signature by the registered key set': 'signed with a key of nobody is refused',
      'signed content': 'whose payload was changed after signing is refused',
      'issuer, exactly': 'of another issuer is refused',
      'no untrusted audience; azp': 'for us and a stranger, with us as authorised party',
      'exp and iat present and numbers': 'with neither',
      'not too old': 'older than five minutes',
      'not of tomorrow': 'made more than a minute ahead',
      'a minute of leeway': 'that ended half a minute ago',
      'RS256 and nothing else': 'signed with %s is refused',
      'alg none': 'with alg none, or without a signature, is refused',
      'no key from the header': 'that brings its own key, or says where one lies, is held to the keys of its platform',
      'nonce, as asked': 'with a nonce we never gave is refused',
      'nonce, of this login': 'posted with the state of another login is refused',
      'nonce, once': 'opens one page, however often it is posted at once',
      'deployment known for issuer and client': 'of a deployment nobody registered',
      'roles a list of texts': 'roles as one text',
      'sub, 1 to 255 ASCII characters': 'whose sub is %s is refused',
      'resource_link.id': 'whose resource link is %s is refused',
      'unknown claims are ignored': 'with claims nobody knows',
    }),
    ...lines('unit/lti/key-set.test.ts', {
      'key set kept and shared': 'is asked for once, however many launches begin at the same moment',
      'read again for an unknown key, within limits': 'is asked for an unknown name once, and for many unknown names a few times',
      'max-age honoured': 'is refreshed behind the back of a launch once it is old',
      'old key kept while a platform rotates': 'keeps a key that left it for five minutes, as tokens signed a moment before are still good',
      'https only': 'is never fetched over http or from a private address where that is not allowed',
    }),
    ...lines('integration/lti/hostile-upstream.test.ts', {
      'key set bounded in time and size': 'that answers with "%s" is away, is read no further than a bound, and is asked for seldom',
    }),
  ],
  'Client credentials (Security Framework, 4.1)': [
    ...lines('certification/names-and-roles.test.ts', {
      'the assertion': 'A token is asked for with an assertion of the tool’s own, for this endpoint, a few minutes long',
    }),
    ...lines('integration/passback/services.test.ts', {
      'a token is kept until shortly before its end': 'one token serves many callers until shortly before its end',
      'what was granted is read': 'faults of the token service are told apart',
      'a refused token is replaced once': 'a token refused by a service is replaced once',
    }),
  ],
};
