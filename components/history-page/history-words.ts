import type { HistoryEntry } from '../../tool/privacy/audit-history.shared.js';
import { msg, str } from '../shared/localize.js';
import { roleWord } from '../shared/role-words.js';
import { longDay } from '../shared/times.js';

type Sentences = Record<string, () => string>;

/** `Amara Okafor’s tutor`, or `tutor` where the role is in the whole partnership. */
function inRole(role: string, trainee: string | null): string {
  const word = roleWord(role);
  return trainee === null ? word : msg(str`${trainee}’s ${word}`);
}

/** Decided on a page by somebody, or on the server by whoever looks after it. */
function connections(entry: HistoryEntry, by: string): Sentences {
  const onServer = entry.by === null;
  return {
    'platform.registered': () => msg('A learning platform registered itself, and waits for approval.'),
    'platform.updated': () => msg('A learning platform registered itself again. Nothing waits.'),
    'platform.approved': () =>
      onServer
        ? msg('The connection of a learning platform was approved on the server.')
        : msg(str`${by} approved the connection of a learning platform.`),
    'platform.declined': () =>
      onServer
        ? msg('The connection of a learning platform was turned away on the server.')
        : msg(str`${by} turned a learning platform away.`),
    'platform.part-approved': () =>
      onServer ? msg('A part of a learning platform was approved on the server.') : msg(str`${by} approved a part of a learning platform.`),
    'platform.part-declined': () =>
      onServer
        ? msg('A part of a learning platform was turned away on the server.')
        : msg(str`${by} turned a part of a learning platform away.`),
    'platform.added': () => msg('A learning platform, or a part of one, was connected on the server.'),
    'platform.removed': () => msg('A learning platform, or a part of one, was removed on the server.'),
    'platform.key-added': () => msg('A learning platform was given a new key on the server.'),
    'platform.key-retired': () => msg('An old key of a learning platform was put away on the server.'),
    'platform.suspended': () => msg('The connection of a learning platform was switched off on the server.'),
    'platform.resumed': () => msg('The connection of a learning platform was switched on again on the server.'),
    'platform.replaced': () => msg('A learning platform was registered anew, and everything went on under its new registration.'),
  };
}

function setUp({ subject, trainee, ...entry }: HistoryEntry, by: string): Sentences {
  const whose = subject?.name ?? msg('somebody');
  const what = inRole(subject?.role ?? '', trainee);
  const placement = trainee ?? msg('a trainee');
  const given = subject?.text ?? '';
  const course = given || msg('the course');
  return {
    ...connections({ subject, trainee, ...entry }, by),
    'placement.made': () => msg(str`${by} made ${placement}’s placement at ${given}.`),
    'placement.changed': () => msg(str`${by} changed ${placement}’s placement at ${given}.`),
    'role.started': () => msg(str`${by} gave ${whose} a role: ${what}.`),
    'role.ended': () => msg(str`${by} ended ${whose}’s role: ${what}.`),
    'code.made': () =>
      entry.by === null
        ? msg(str`A code was made on the server: ${what}.`)
        : given
          ? msg(str`${by} made a code for ${given}: ${what}.`)
          : msg(str`${by} made a code: ${what}.`),
    'code.used': () => (given ? msg(str`${by} used the code for ${given}: ${what}.`) : msg(str`${by} used a code: ${what}.`)),
    'code.withdrawn': () => msg(str`${by} withdrew the code for ${given || msg('somebody')}: ${what}.`),
    'connection.checked': () =>
      entry.by === null
        ? msg('The connection to Moodle or Canvas was checked on the server.')
        : msg(str`${by} checked the connection to Moodle or Canvas.`),
    'contact.school': () => msg(str`${by} changed whom to call at ${given || msg('a school')}.`),
    'contact.someone': () => msg(str`${by} changed who else ${placement} can talk to.`),
    'contact.usual': () => msg(str`${by} changed who else trainees can talk to where their placement names nobody.`),
    'link.policy': () => msg(str`${by} chose what the gradebook shows for ${given || msg('an activity')}.`),
    'roster.read': () => msg(str`${by} read the list of people of ${course}.`),
    'intake.uploaded': () => msg(str`${by} uploaded the list ${given}. Nothing was made yet.`),
    'intake.confirmed': () => msg(str`${by} confirmed the list ${given}, and its placements were made.`),
    'role.requested': () => msg(str`${given || msg('Somebody')} asked to be added.`),
    'role.request-granted': () => msg(str`${by} added ${given || msg('somebody')}, who had asked.`),
    'role.request-declined': () => msg(str`${by} did not add ${given || msg('somebody')}, who had asked.`),
    'attention.rules': () => msg(str`${by} changed after how many days somebody needs attention.`),
    'notice.changed': () => msg(str`${by} changed the privacy notice.`),
    'retention.changed': () => msg(str`${by} changed how long records are kept.`),
    'hold.placed': () => msg(str`${by} put a hold on deleting what is kept about ${whose}.`),
    'hold.lifted': () => msg(str`${by} lifted the hold on deleting what is kept about ${whose}.`),
    'person.copied': () =>
      entry.by === null
        ? msg(str`A copy of what is kept about ${whose} was made on the server.`)
        : msg(str`${by} made a copy of what is kept about ${whose}.`),
    'approval.recorded': () => msg(str`${by} recorded what ${given || msg('a school')} agreed to.`),
    'approval.withdrawn': () => msg(str`${by} took back what ${given || msg('a school')} had agreed to.`),
    'person.erased': () =>
      entry.by === null ? msg('What was kept about a person was erased.') : msg(str`${by} had what was kept about a person erased.`),
  };
}

// The text of an observation is its lesson’s day; that of anything else is no day.
const entryDay = (text: string | null): string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? longDay(text) : msg('a day that is gone');

function inRecord({ subject, byRole, trainee }: HistoryEntry, by: string): Sentences {
  const day = entryDay(subject?.text ?? null);
  const who = byRole === null ? by : msg(str`${by} (${roleWord(byRole)})`);
  return {
    'observation.read': () => msg(str`${who} opened the observation of ${day}.`),
    'observation.signed': () => msg(str`${by} signed the observation of ${day}.`),
    'observation.acknowledged': () => msg(str`${by} read the observation of ${day} and said so.`),
    'observation.withdrawn': () => msg(str`The observation of ${day} was withdrawn, because its mentor left it unsigned.`),
    'closing.written': () => msg(str`${by} wrote the closing statement.`),
    'handover.read': () => msg(str`${by} read what this placement handed over.`),
    'person.exported': () => msg(str`${by} made a copy of what is kept about ${subject?.name ?? trainee ?? msg('somebody')}.`),
    'score.sent': () => msg('The count of observations was sent to the gradebook.'),
    'score.not_sent': () => msg('The count of observations could not be sent to the gradebook.'),
    'score.send_again': () => msg(str`${by} asked for the count to be sent to the gradebook again.`),
  };
}

/** One line of what happened, as a sentence with names. */
export function historySentence(entry: HistoryEntry): string {
  const by = entry.by ?? msg('Somebody');
  const sentence = setUp(entry, by)[entry.action] ?? inRecord(entry, by)[entry.action];
  // What a later version wrote down is shown rather than left out; the name of its action is no word for a reader.
  return sentence ? sentence() : msg('Something was changed.');
}
