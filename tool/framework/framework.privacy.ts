import type { PrivacyDeclaration, TableDeclaration } from '../table-declaration.js';

const common = { whose: 'Nobody’s', readers: 'Everybody who writes or reads a record', kept: 'As long as the partnership uses the tool' };

const tables: TableDeclaration[] = [
  {
    ...common,
    table: 'form_template',
    key: ['id'],
    purpose: 'The forms that observations are written on.',
    columns: { id: 'id', partnership_id: 'id', name: 'label', kind: 'fact', created_at: 'fact' },
  },
  {
    ...common,
    table: 'form_template_version',
    key: ['id'],
    purpose: 'Each version of a form, so that a signed record stays on the form it was written on.',
    columns: {
      id: 'id', template_id: 'id', version: 'fact', answer_schema: 'fact', layout: 'fact', digest: 'fact', published_at: 'fact',
    },
  },
]; // prettier-ignore

export const frameworkPrivacy: PrivacyDeclaration = { area: 'Forms', tables };
