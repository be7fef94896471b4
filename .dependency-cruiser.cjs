/** Who may import whom; the reasons are in tool/README.md. */
const widgets = ['observation', 'video', 'supervision'];
const slices = [
  'partnership',
  'link',
  'lesson',
  'framework',
  'target',
  'signature',
  'review',
  'passback',
  'home',
  'privacy',
  'access',
  ...widgets,
];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    ...widgets.map((widget) => ({
      name: `${widget}-imports-no-other-widget`,
      severity: 'error',
      from: { path: `^tool/${widget}/` },
      to: { path: `^tool/(${widgets.filter((other) => other !== widget).join('|')})/` },
    })),
    {
      name: 'widgets-never-import-lti',
      severity: 'error',
      from: { path: `^tool/(${widgets.join('|')}|target|lesson|framework)/` },
      to: { path: '^tool/lti/' },
    },
    {
      name: 'a-grade-leaves-only-through-the-outbox',
      severity: 'error',
      from: { path: `^tool/(${widgets.join('|')})/` },
      to: { path: '^tool/passback/', pathNot: '^tool/passback/outbox\\.ts$' },
    },
    ...slices.map((slice) => ({
      name: `only-${slice}-imports-its-models`,
      severity: 'error',
      from: { path: '^tool/', pathNot: `^tool/${slice}/` },
      to: { path: `^tool/${slice}/[^/]+\\.model\\.ts$` },
    })),
    {
      name: 'lti-knows-no-domain',
      severity: 'error',
      from: { path: '^tool/lti/', pathNot: '^tool/lti/platform-command' },
      to: { path: `^tool/(${slices.filter((slice) => slice !== 'access').join('|')})/` },
    },
    {
      name: 'rules-and-policies-are-pure',
      severity: 'error',
      from: { path: '\\.(rules|policy)\\.ts$' },
      to: { path: '\\.(model|service|routes)\\.ts$|^tool/(db|http|lti|queue)/|node_modules/(sequelize|express|undici)' },
    },
    {
      name: 'shared-imports-only-shared',
      severity: 'error',
      from: { path: '^tool/.+\\.shared\\.ts$' },
      to: { pathNot: ['\\.shared\\.ts$', 'node_modules/zod'] },
    },
    {
      name: 'components-see-only-shared',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^tool/', pathNot: '\\.shared\\.ts$' },
    },
    {
      name: 'only-tests-import-demos',
      severity: 'error',
      from: { path: '^(tool|components)/', pathNot: ['^components/demo/', '\\.demo\\.ts$'] },
      to: { path: '\\.demo\\.ts$' },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { path: '^(tool|components)/' }, to: { path: '^test/' } },
    {
      name: 'the-fake-platform-shares-no-code-with-the-tool',
      severity: 'error',
      from: { path: '^test/platform/' },
      to: { path: '^tool/' },
    },
    {
      name: 'ltijs-only-in-lti',
      severity: 'error',
      from: { pathNot: '^(tool|test/integration)/lti/' },
      to: { path: 'node_modules/ltijs/' },
    },
    { name: 'bull-in-one-file', severity: 'error', from: { pathNot: '^tool/queue/bull-queue\\.ts$' }, to: { path: 'node_modules/bull/' } },
    {
      name: 'sequelize-only-in-models-and-db',
      severity: 'error',
      from: { path: '^tool/', pathNot: '^tool/db/|\\.model\\.ts$' },
      to: { path: 'node_modules/sequelize/' },
    },
    {
      name: 'express-only-at-the-edge',
      severity: 'error',
      from: { path: '^tool/', pathNot: '^tool/(http|lti|app|main)|\\.routes\\.ts$' },
      to: { path: 'node_modules/express/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|var|test/load/bare-ltijs)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js'],
    },
  },
};
