import type { RunningTool } from '../lti/tool-kit.js';
import type { Answer } from './house.js';

/** The one answer for what is unknown, foreign or forbidden, as `withoutInstance` leaves it. */
export const nothingHere = JSON.stringify({
  type: 'urn:critical-friend:problem:not-found',
  title: 'Not found',
  status: 404,
  detail: 'There is nothing here that you can open.',
  instance: '',
});

/** The answer as it left, without the one word that differs each time. */
export const withoutInstance = ({ text }: Answer): string => text.replace(/"instance":"[^"]{7}"/, '"instance":""');

/** How many rows people's things have, ended and changed ones told apart: one line that a refused request leaves as it was. */
export async function fingerprint(tool: RunningTool): Promise<string> {
  const counted = {
    observation: 'revision', observation_note: 'revision', observation_section: 'revision', observation_remark: 'revision', target: 'revision',
    lesson: 'revision', placement: 'revision', link_policy: 'revision', attention_rule: 'revision', role_held: 'CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END',
    claim_code: 'CASE WHEN used_at IS NULL AND withdrawn_at IS NULL THEN 0 ELSE 1 END', observation_citation: '1', target_evidence: '1',
    placement_closing: 'revision', role_request: 'CASE WHEN open_mark IS NULL THEN 1 ELSE 0 END',
    signature: '1', signed_record: '1', person: '1', identity: '1', school: '1', membership: '1', continue_code: '1', score_outbox: '1',
    privacy_notice: '1', privacy_setting: 'revision', privacy_hold: 'CASE WHEN lifted_at IS NULL THEN 0 ELSE 1 END',
    erasure: 'CASE WHEN done_at IS NULL THEN 0 ELSE 1 END',
    digest: "CASE rhythm WHEN 'weekdays' THEN 1 ELSE 2 END",
    school_approval: 'CASE WHEN withdrawn_at IS NULL THEN 0 ELSE 1 END', school_contact: 'revision', placement_contact: 'revision',
    partnership_contact: 'revision',
  }; // prettier-ignore
  const parts = Object.entries(counted).flatMap(([table, sum]) => [
    `(SELECT COUNT(*) FROM ${table}) AS ${table}`,
    `(SELECT COALESCE(SUM(${sum}), 0) FROM ${table}) AS ${table}_sum`,
  ]);
  return JSON.stringify(await tool.services.db.select(`SELECT ${parts.join(', ')}`));
}
