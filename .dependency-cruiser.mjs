/**
 * The one rule of the house: imports point one way.
 * `extension, cli → ui → {build, linter} → {dockerfile, context, registry, builders, kube/api}`
 */

/** What a folder may import besides itself; every other import of src/ is an error. */
const mayImport = (name, folder, allowed) => ({
  name,
  severity: 'error',
  from: { path: folder },
  to: { path: '^src/', pathNot: [folder, ...allowed] },
});

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^(src|test)/' }, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: ['package\\.json$', '^src/cli\\.ts$', '^src/kube/native-fetch\\.ts$'],
      },
      to: {},
    },
    {
      name: 'vscode-only-in-the-user-interface',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/ui/', '^src/(extension|commands|editor)\\.ts$'] },
      to: { path: '^vscode$' },
    },
    {
      name: 'client-node-only-in-kube',
      severity: 'error',
      from: { pathNot: ['^src/kube/', '^test/(kube|cluster|beds)/'] },
      to: { path: '@kubernetes/client-node' },
    },
    {
      name: 'builders-known-by-name-only-where-parts-are-composed',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/builders/', '^src/(all-builders|builder-profiles|cli|extension|engine|linter)\\.ts$'],
      },
      to: { path: '^src/builders/.+/' },
    },
    {
      name: 'builders-are-pure',
      severity: 'error',
      from: { path: '^src/builders/' },
      to: { dependencyTypes: ['core', 'npm'], pathNot: ['@vscode/l10n'] },
    },
    {
      name: 'no-test-in-the-product',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|examples)/' },
    },
    {
      name: 'no-package-that-is-not-ours',
      severity: 'error',
      from: { path: '^src/' },
      // Everything is bundled, so all packages are development dependencies.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], pathNot: ['^vscode$'] },
    },
    mayImport('builders-import-one-way', '^src/builders/', ['^src/kube/objects\\.ts$']),
    mayImport('kube-imports-one-way', '^src/kube/', []),
    mayImport('registry-imports-one-way', '^src/registry/', []),
    mayImport('dockerfile-imports-one-way', '^src/dockerfile/', []),
    mayImport('context-imports-one-way', '^src/context/', ['^src/dockerfile/']),
    mayImport('shellcheck-imports-one-way', '^src/shellcheck/', ['^src/dockerfile/']),
    mayImport('linter-imports-one-way', '^src/linter/', [
      '^src/(dockerfile|context|shellcheck)/',
      '^src/builders/(builder|image-version)\\.ts$',
    ]),
    mayImport('build-knows-ports', '^src/build/', [
      '^src/(dockerfile|context|registry)/',
      '^src/builders/(builder|pod-settings)\\.ts$',
      '^src/kube/(api|objects|resumable-log|json|strategic-merge|pod-merge-keys)\\.ts$',
    ]),
    mayImport('cli-imports-one-way', '^src/cli/', [
      '^src/(build|linter|dockerfile|context)/',
      '^src/builders/builder\\.ts$',
      '^src/kube/json\\.ts$',
    ]),
    mayImport('ui-imports-one-way', '^src/ui/', [
      '^src/(build|linter)/',
      '^src/(dockerfile|context|registry)/',
      '^src/builders/builder\\.ts$',
      '^src/kube/(api|json)\\.ts$',
    ]),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    // src/ and test/ have a package.json of their own, which only says that they are modules.
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
