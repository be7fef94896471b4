import { describe, expect, test } from '@jest/globals';
import { speaksFor } from '../../../tool/lti/platform-configuration.js';

describe('A platform’s description of itself', () => {
  test.each([
    ['https://moodle.example', 'https://moodle.example/mod/lti/openid-configuration.php'],
    ['https://moodle.example:8443', 'https://moodle.example:8443/c'],
    ['https://moodle.example/site', 'https://moodle.example/other/c'],
    ['https://canvas.instructure.com', 'https://canvas.instructure.com/api/lti/security/openid-configuration'],
    ['https://canvas.instructure.com', 'https://sso.canvaslms.com/api/lti/security/openid-configuration'],
    ['https://canvas.beta.instructure.com', 'https://sso.beta.canvaslms.com/c'],
    ['https://canvas.test.instructure.com', 'https://sso.test.canvaslms.com/c'],
  ])('speaks for %s from %s', (issuer, from) => {
    expect(speaksFor(issuer, from)).toBe(true);
  });

  test.each([
    ['https://moodle.example', 'https://evil.example/c'],
    ['https://moodle.example', 'http://moodle.example/c'],
    ['https://moodle.example', 'https://moodle.example:8443/c'],
    ['https://moodle.example', 'https://moodle.example.evil.example/c'],
    ['https://moodle.example', 'https://www.moodle.example/c'],
    ['https://canvas.instructure.com', 'https://school.instructure.com/c'],
    ['https://canvas.instructure.com', 'https://sso.beta.canvaslms.com/c'],
    ['https://canvas.instructure.com', 'https://sso.canvaslms.com.evil.example/c'],
    ['https://sso.canvaslms.com', 'https://canvas.instructure.com/c'],
    ['https://moodle.example@evil.example', 'https://moodle.example/c'],
    ['moodle.example', 'https://moodle.example/c'],
  ])('does not speak for %s from %s', (issuer, from) => {
    expect(speaksFor(issuer, from)).toBe(false);
  });
});
