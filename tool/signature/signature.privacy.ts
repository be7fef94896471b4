import type { PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const common = { whose: 'The trainee, and who signed', readers: 'Everybody who reads the record', kept: 'With the record' };

const tables: TableDeclaration[] = [
  {
    ...common,
    table: 'signed_record',
    key: ['record_kind', 'record_id'],
    purpose: 'What was signed, as hashes: it shows that no word was changed, and holds none.',
    columns: {
      record_kind: 'fact', record_id: 'id', space: 'fact', partnership_id: 'id', document: 'fact', digest: 'fact', signed_at: 'fact',
    },
    recordRows: '{records}',
    exported: [{ rows: "({records}) AND space = 'record'" }],
  },
  {
    ...common,
    table: 'signature',
    key: ['id'],
    purpose: 'Who signed, read or added to a record, and when.',
    columns: {
      id: 'id', record_kind: 'fact', record_id: 'id', space: 'fact', position: 'fact', meaning: 'fact', person_id: 'person', identity_id: 'id',
      role: 'fact', signed_at: 'fact', record_digest: 'fact', previous_digest: 'fact', digest: 'fact',
    },
    recordRows: '{records}',
    exported: [{ rows: "({records}) AND space = 'record'" }, { rows: 'person_id = :personId' }],
  },
]; // prettier-ignore

export const signaturePrivacy: PrivacyDeclaration = { area: 'Signatures', tables };
