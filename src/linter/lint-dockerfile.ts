import { dirname } from 'node:path';
import type { BuilderProfile } from '../builders/builder.ts';
import type { LintConfig } from '../dockerfile/lint/config.ts';
import type { Diagnostic } from '../dockerfile/lint/diagnostic.ts';
import { lint } from '../dockerfile/lint/lint.ts';
import { fixAll } from '../dockerfile/lint/apply-fixes.ts';
import type { DockerfileTree } from '../dockerfile/tree.ts';
import { findShellcheck } from '../shellcheck/find-shellcheck.ts';
import { shellcheck } from '../shellcheck/shellcheck.ts';
import { chosenBuilder } from './chosen-builder.ts';
import { readIgnoredPaths } from './ignored-paths.ts';
import type { FixedText, LintReport, LintRequest } from './linter.ts';

/** Milliseconds that ShellCheck may take for one RUN. */
const timeout = 10_000;

/** Lints a Dockerfile; `profiles` are all builders. ShellCheck is started behind our own findings and waited for by nobody. */
export async function lintDockerfile(
  request: LintRequest,
  profiles: readonly BuilderProfile[],
): Promise<LintReport> {
  const config = await completeConfig(request, profiles);
  const began = performance.now();
  const { tree, diagnostics } = lint(request.text, config);
  const milliseconds = performance.now() - began;
  const isStopped = config.stopAtParseError === true && diagnostics.some(({ code }) => code === 'DL1000');
  return {
    tree,
    diagnostics,
    milliseconds,
    shellcheck: isStopped ? Promise.resolve([]) : askShellcheck(tree, config, request),
  };
}

/** Applies the safe fixes of all our own findings until there is none left. */
export async function fixDockerfile(
  request: LintRequest,
  profiles: readonly BuilderProfile[],
): Promise<FixedText> {
  const config = await completeConfig(request, profiles);
  return fixAll(request.text, (text) => lint(text, config));
}

/** Nothing where it is not wanted or not there. */
async function askShellcheck(
  tree: DockerfileTree,
  config: LintConfig,
  { shellcheck: wanted, signal }: LintRequest,
): Promise<readonly Diagnostic[]> {
  if (wanted === undefined || signal?.aborted === true || !/\brun\b/i.test(tree.text)) {
    return [];
  }
  const chosen = wanted.path === 'shellcheck' ? undefined : wanted.path;
  const program = await findShellcheck(chosen, process.env);
  return program === undefined
    ? []
    : await shellcheck(tree, config, { program, timeout, ...(signal === undefined ? {} : { signal }) });
}

/** The configuration with what is known of the builder and the context. */
async function completeConfig(
  { config, builder, path, context, edited }: LintRequest,
  profiles: readonly BuilderProfile[],
): Promise<LintConfig> {
  const chosen = builder === undefined ? undefined : chosenBuilder(builder, profiles);
  const ignored =
    path === undefined ? undefined : await readIgnoredPaths(context ?? dirname(path), path, edited);
  return {
    ...config,
    settings: {
      ...config.settings,
      ...(chosen === undefined ? {} : { builder: chosen }),
      ...(ignored === undefined ? {} : { ignored }),
    },
  };
}
