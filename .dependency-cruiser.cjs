/** Who may know whom: the table of docs/architecture.md. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'engine-is-pure',
      severity: 'error',
      comment: 'The engine imports the engine, and small pure libraries; never I/O.',
      from: { path: '^src/engine' },
      to: {
        pathNot: '^src/engine|^node_modules/(pure-rand|ml-knn)/',
      },
    },
    {
      name: 'charts-are-pure',
      severity: 'error',
      comment: 'Charts turn numbers into geometry, with the scales and shapes of d3 and nothing else.',
      from: { path: '^src/charts/' },
      to: { pathNot: '^src/charts/|^node_modules/(@types/)?d3-(scale|shape)/' },
    },
    {
      name: 'charts-through-index',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/charts/' },
      to: { path: '^src/charts/(?!index\\.ts)' },
    },
    {
      name: 'foundations-know-no-feature',
      severity: 'error',
      from: { path: '^src/(storage|jobs|http|embedded)/' },
      to: { path: '^src/(features|lti|engine|charts|browser)/|^src/(app|main|cli)' },
    },
    {
      name: 'foundations-through-index',
      severity: 'error',
      comment: 'storage, jobs and http know each other by their index only.',
      from: { path: '^src/(storage|jobs|http)/' },
      to: { path: '^src/(storage|jobs|http)/(?!index\\.ts)', pathNot: '^src/$1/' },
    },
    {
      name: 'features-know-foundations-by-index',
      severity: 'error',
      from: { path: '^src/(features|lti)/' },
      to: { path: '^src/(storage|jobs|http)/(?!index\\.ts)' },
    },
    {
      name: 'features-through-index',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/([^/]+)/(?!index\\.ts)', pathNot: '^src/features/$1/' },
    },
    {
      name: 'features-know-no-lti',
      severity: 'error',
      from: { path: '^src/features/' },
      to: { path: '^src/(lti|browser|embedded)/|^src/(app|main|cli)' },
    },
    {
      name: 'lti-knows-features-through-its-ports',
      severity: 'error',
      from: { path: '^src/lti/' },
      to: { path: '^src/(features|engine|charts|browser|embedded)/|^src/(app|main|cli)' },
    },
    {
      name: 'evaluation-knows-the-engine',
      severity: 'error',
      comment: 'Evaluation reads files and asks the engine; it has no database and no LMS.',
      from: { path: '^src/(evaluation|training)/' },
      to: { path: '^src/(?!engine/|evaluation/|training/)' },
    },
    {
      name: 'product-knows-no-test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|demo|bench|scripts)/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$|^src/browser/' },
      to: {},
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
};
