import { expect, test } from '@jest/globals';
import { isTestUser, teachesHere } from '../../../tool/lti/lti-role.js';

const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const institution = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';

test.each([
  [true, `${membership}#Instructor`],
  [true, `${membership}#Administrator`],
  [true, `${institution}#Administrator`],
  [true, 'Instructor'],
  [false, `${membership}#Learner`],
  [false, `${membership}#Mentor`],
  [false, `${institution}#Instructor`],
  [false, `${institution}#Faculty`],
  [false, 'http://evil.example/membership#Instructor'],
  [false, ''],
])('It is %s that somebody teaches the course as %j', (expected, role) => {
  expect(teachesHere([role])).toBe(expected);
  expect(teachesHere([role, `${membership}#Learner`])).toBe(expected);
});

test('A test user is one by the system’s own role and by no other', () => {
  expect(isTestUser([`${membership}#Learner`, 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'])).toBe(true);
  expect(isTestUser(['http://purl.imsglobal.org/vocab/lis/v2/system/person#TestUser'])).toBe(true);
  expect(isTestUser([`${membership}#Learner`, 'TestUser'])).toBe(false);
});
