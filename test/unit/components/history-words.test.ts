import { describe, expect, it } from '@jest/globals';
import { historySentence } from '../../../components/history-page/history-words.js';
import { setUpActions } from '../../../tool/privacy/audit-history.policy.js';
import type { HistoryEntry } from '../../../tool/privacy/audit-history.shared.js';

const entry = (action: string, text: string | null = null): HistoryEntry => ({
  id: '1', at: '2026-11-12T10:04:00.000Z', action, by: 'Ruth Adams', byRole: null, subject: { name: null, role: 'mentor', text }, object: null,
  trainee: 'Amara Okafor', placementId: null,
}); // prettier-ignore
const recordActions = [
  'closing.written', 'handover.read', 'observation.acknowledged', 'observation.read', 'observation.signed', 'observation.withdrawn', 'person.exported',
  'score.not_sent', 'score.send_again', 'score.sent',
]; // prettier-ignore

describe('a line of what happened', () => {
  it.each([...setUpActions, ...recordActions])('says %s in words, and not as it is stored', (action) => {
    const words = historySentence(entry(action));
    expect(words).not.toBe('Something was changed.');
    expect(words).not.toContain(action);
  });

  it('says of what it has no words for that something was changed', () => {
    expect(historySentence(entry('approval.given'))).toBe('Something was changed.');
  });

  it('reads where what it is about has a title instead of a day', () => {
    expect(historySentence(entry('score.sent', 'Critical Friend'))).toBe('The count of observations was sent to the gradebook.');
  });
});
