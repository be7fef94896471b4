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
    // An answer is stored by the names its form gave it: whoever is given the answers is given the questions.
    exported: [
      {
        rows: `id IN (SELECT o.template_version_id FROM observation o WHERE o.partnership_id = :partnershipId
          AND (o.observer_person_id = :personId OR (o.placement_id IN (:placementIds) AND o.state IN ('signed', 'read'))))`,
        only: ['id', 'template_id', 'version', 'layout'],
      },
    ],
  },
  {
    ...common,
    table: 'framework',
    key: ['id'],
    purpose: 'Standards and curricula that notes and targets can be tagged with.',
    columns: { id: 'id', partnership_id: 'id', name: 'label', created_at: 'fact' },
  },
  {
    ...common,
    table: 'framework_version',
    key: ['id'],
    purpose: 'Each version of a framework, so that an old record keeps the wording it was written against.',
    columns: {
      id: 'id', framework_id: 'id', partnership_id: 'id', version: 'fact', name: 'label', attribution: 'fact', digest: 'fact', published_at: 'fact',
    },
  },
  {
    ...common,
    table: 'curriculum_area',
    key: ['id'],
    purpose: 'The lines of a framework: a code and a short name each.',
    columns: { id: 'id', framework_version_id: 'id', partnership_id: 'id', code: 'label', name: 'label', position: 'fact' },
  },
  {
    ...common,
    table: 'framework_choice',
    key: ['partnership_id', 'framework_id'],
    purpose: 'Which frameworks a partnership uses.',
    columns: { partnership_id: 'id', framework_id: 'id', in_force: 'fact', changed_at: 'fact' },
  },
  {
    ...common,
    table: 'form_choice',
    key: ['partnership_id', 'template_id'],
    purpose: 'Which forms a partnership shows to its observers.',
    columns: { partnership_id: 'id', template_id: 'id', shown: 'fact', changed_at: 'fact' },
  },
]; // prettier-ignore

export const frameworkPrivacy: PrivacyDeclaration = { area: 'Forms and standards', tables };
