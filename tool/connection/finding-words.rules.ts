import type { ConnectionLine, LineName } from './connection.shared.js';
import { troubles, type Code, type Finding, type Trouble } from './finding.rules.js';

/** What the platform is called, and whose screens are quoted. */
export interface PlatformWords {
  family: 'moodle' | 'canvas' | 'other';
  title: string;
}

const titles: Record<LineName, string> = {
  'sign-in': 'Signing in',
  roster: 'The list of people',
  column: 'A column in the gradebook',
  score: 'A score in it',
  removal: 'Taking the column away again',
  review: 'From the gradebook to a trainee’s work',
  frame: 'This page inside the course',
};

const services = '“IMS LTI Assignment and Grade Services”';
const manage = 'In Moodle: Site administration, Plugins, External tool, Manage tools, Critical Friend';
const key = 'In Canvas: Admin, Developer Keys, Critical Friend';

/** What to tick, in the words of the platform's own screen. */
function tick({ family, title }: PlatformWords, what: 'roster' | 'columns' | 'scores' | 'names'): string {
  const moodle = {
    roster: `${manage}, Services: set “IMS LTI Names and Role Provisioning” to “Use this service to retrieve members' information as per privacy settings”.`,
    columns: `${manage}, Services: set ${services} to “Use this service for grade sync and column management”.`,
    scores: `${manage}: set ${services} to “Use this service for grade sync and column management”, and “Accept grades from the tool” to “Always”.`,
    names: `${manage}, Privacy: set “Share launcher's name with tool” and “Share launcher's email with tool” to “Always”.`,
  };
  const canvas = {
    roster: `${key}: switch on “Can retrieve user data associated with the context the tool is installed in”.`,
    columns: `${key}: switch on “Can create and view assignment data in the gradebook associated with the tool”.`,
    scores: `${key}: switch on “Can create and update submission results for assignments associated with the tool”.`,
    names: `${key}, Additional Settings: set “Privacy Level” to “Public”.`,
  };
  const other = {
    roster: `Ask who runs ${title} to allow Names and Role Provisioning Services for Critical Friend.`,
    columns: `Ask who runs ${title} to allow Critical Friend to make line items (Assignment and Grade Services).`,
    scores: `Ask who runs ${title} to allow Critical Friend to send scores (Assignment and Grade Services).`,
    names: `Ask who runs ${title} to send names to Critical Friend.`,
  };
  return { moodle, canvas, other }[family][what];
}

const ways: Record<string, string> = {
  cookie: 'with a cookie of its own',
  'platform-storage': 'with what the learning platform kept for it',
  'tab-storage': 'with what this tab kept for it',
  'own-tab': 'in a tab of its own',
};

function troubleSentence(code: Trouble, name: LineName, words: PlatformWords, count: number | undefined): string {
  const { family, title } = words;
  const about = { roster: 'roster', column: 'columns', removal: 'columns', score: 'scores' } as const;
  const sentences: Record<Trouble, string> = {
    suspended: `${title} is switched off here. Ask who runs Critical Friend to switch it on.`,
    busy: `${title} asked to wait. Check again in a few minutes.`,
    late: `${title} did not answer within six seconds. Check again; if it stays so, ask who runs ${title}.`,
    away: `${title} answered with an error of its own. Check again in a few minutes; if it stays so, ask who runs ${title}.`,
    unreachable: `${title} could not be reached from this server. Ask who runs it whether a firewall stands between the two.`,
    certificate: `The certificate of ${title} is not trusted. Ask who runs ${title} to renew it.`,
    'too-large': `${title} sent more than fits a list. Ask who runs ${title} what stands at this address.`,
    'keys-unread':
      family === 'moodle'
        ? 'Moodle could not read this tool’s keys. Set “Public keyset” of the tool, and allow its address: Site administration, Security, HTTP security, “cURL blocked hosts list” and “cURL allowed ports list”.'
        : `${title} could not read this tool’s keys. Check the address of the key set in its settings of the tool.`,
    'sign-in-refused':
      family === 'moodle'
        ? `Moodle did not accept this tool’s key. ${manage}: set “Public key type” to “Keyset URL” and check “Public keyset”.`
        : family === 'canvas'
          ? `Canvas did not accept this tool’s key. ${key}: check that its State is ON and “JWK Method” is “Public JWK URL”.`
          : `${title} did not accept this tool’s key. Ask who runs it to check the address of the key set.`,
    'clock-differs':
      count === undefined
        ? `The clocks of this server and ${title} differ. Ask both to set theirs by the network.`
        : `The clocks of this server and ${title} differ by ${count} seconds. Ask both to set theirs by the network.`,
    'not-allowed': name === 'review' || name === 'sign-in' || name === 'frame' ? tick(words, 'columns') : tick(words, about[name]),
    gone: `${title} does not know this course or column any more. Open the activity again, then check again.`,
    moved: `${title} sent us somewhere else, as while it is being moved or asks for a log-in. Ask who runs ${title}.`,
    refused: `${title} refused what was sent. Ask who runs ${title} to look in its log at this minute.`,
  };
  return sentences[code];
}

function otherSentence(finding: Finding, words: PlatformWords): string {
  const { title, family } = words;
  const { code, count = 0, shut = 0, way } = finding;
  const shutOut =
    shut === 0 ? '' : ` ${shut} of them cannot open this activity${family === 'moodle' ? ': see its “Restrict access”' : ''}.`;
  const sentences: Record<Exclude<Code, Trouble>, string> = {
    opened: `Critical Friend is opened from ${title}${way === undefined ? '' : ` ${ways[way] ?? ''}`}. ${title} accepts our key; ${count <= 1 ? 'the clocks agree' : `the clocks differ by ${count} seconds, which does no harm`}.`,
    'never-opened': `${title} accepts our key. Nobody has opened Critical Friend from there lately.`,
    people: `${count === 1 ? 'One person' : `${count} people`}, read to the last page.${shutOut}`,
    nameless: `${count} people, and none has a name. ${tick(words, 'names')}`,
    'no-course':
      finding.name === 'roster'
        ? `Not tried: nobody has opened Critical Friend from a course there yet. Add it to a course, open it, then check again.`
        : 'Not tried before somebody has opened it from a course there.',
    'no-roster':
      finding.state === 'not-needed'
        ? `No trainee’s course is in this ${title}, so no list is needed.`
        : `The course does not share its list of people. ${tick(words, 'roster')} Then open the activity again.`,
    empty: `The list came back empty. ${tick(words, 'roster')}`,
    half: `The list did not come to its last page, so nothing of it is used. Check again; if it stays so, ask who runs ${title}.`,
    made: 'A column for this check was made.',
    'no-grades':
      finding.state === 'not-needed'
        ? `No trainee’s course is in this ${title}, so nothing goes to its gradebook.`
        : `The course does not let Critical Friend near its gradebook. ${tick(words, 'columns')} Then open the activity again.`,
    'no-columns':
      finding.state === 'not-needed'
        ? `No trainee’s course is in this ${title}, so no column is needed.`
        : `Critical Friend may send to columns that are there, and make none. ${tick(words, 'columns')} Then open the activity again.`,
    answered: `${title} took a score for nobody and said, as it should, that nobody is in the course.`,
    accepted: `${title} took a score for nobody without a word. Real ones arrive too.`,
    odd: `Something between this server and ${title} answered with a page of its own. Ask who runs ${title} about a proxy or firewall.`,
    'no-column': finding.state === 'not-needed' ? 'Not needed without a column.' : 'Not tried without a column.',
    'no-scores': `Critical Friend may not send scores. ${tick(words, 'scores')} Then open the activity again.`,
    removed: count > 1 ? `${count} columns were taken away; an earlier check had left some.` : 'The column is gone again.',
    'left-behind':
      'A column named “Critical Friend: connection check” may still be there. The next check takes it away, or delete it by hand.',
    'nothing-made': 'Nothing was made, so there is nothing to take away.',
    review: 'The gradebook opens a trainee’s signed observations.',
    'no-review':
      family === 'moodle'
        ? 'This activity was made without Critical Friend’s own chooser. Add it again with “Select content”, and the gradebook opens a trainee’s observations.'
        : `This activity’s column has no link to a trainee’s work. Add it again with Critical Friend’s own chooser in ${title}.`,
    'no-own-column':
      finding.state === 'not-needed'
        ? `No trainee’s course is in this ${title}.`
        : 'Not tried: no activity of this course has a column of its own yet.',
    'no-such-link': 'Canvas has no such link of its own: SpeedGrader opens the activity.',
    grew: 'The frame takes the height it is asked for, and cookies come back in it.',
    'same-height': 'The frame keeps its height and scrolls, as Moodle’s does. Cookies come back in it.',
    'cookies-blocked': 'This browser keeps cookies from the frame, and the page was opened without them.',
    'own-tab': 'Not tried: this page is in a tab of its own. Open it inside the course and check again.',
    elsewhere: `Not tried: open this page from ${title} to try its frame.`,
    'sign-in-first': 'Not tried: put signing in right first.',
    'failed-here': 'This could not be tried because of a fault here. Check again; if it stays so, tell who runs Critical Friend.',
  };
  return sentences[code as Exclude<Code, Trouble>];
}

const isTrouble = (code: Code): code is Trouble => (troubles as readonly Code[]).includes(code);

export const sentenceOf = (finding: Finding, words: PlatformWords): string =>
  isTrouble(finding.code) ? troubleSentence(finding.code, finding.name, words, finding.count) : otherSentence(finding, words);

/** One line as people read it; a line without a finding waits while the check goes on, and was not reached where it ended. */
export function lineOf(name: LineName, finding: Finding | null, words: PlatformWords, goesOn: boolean): ConnectionLine {
  const title = titles[name];
  if (finding !== null) return { name, title, state: finding.state, sentence: sentenceOf(finding, words) };
  if (goesOn || name === 'frame') return { name, title, state: 'waiting', sentence: '' };
  return { name, title, state: 'not-tried', sentence: 'The check was interrupted before this. Check again.' };
}
