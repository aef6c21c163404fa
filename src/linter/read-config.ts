import { open } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { LintConfig } from '../dockerfile/lint/config.ts';
import {
  emptyConfig,
  mergeConfigs,
  toLintConfig,
  type ConfigProblem,
  type HadolintConfig,
} from '../dockerfile/lint/hadolint-config.ts';
import { readHadolintEnvironment } from '../dockerfile/lint/hadolint-environment.ts';
import { readHadolintYaml } from '../dockerfile/lint/hadolint-yaml.ts';
import { findConfig } from './find-config.ts';
import type { ConfigReport, ConfigRequest, LintSettings } from './linter.ts';

/** Bytes of a configuration that are read: no real one has as many. */
const most = 1 << 20;

/** Finds and reads the configuration; what the file says wins over the environment. Never throws. */
export async function readConfig(request: ConfigRequest): Promise<ConfigReport> {
  const found = await findConfig(request);
  const { config: written, problems, file } = found === undefined ? nothing : await readFileConfig(found);
  const config = mergeConfigs(written, readHadolintEnvironment(request.environment));
  const failOn = config.noFail === true ? 'never' : config.failureThreshold;
  return {
    config: withSettings(toLintConfig(config), request.settings),
    problems,
    ...(file === undefined ? {} : { file }),
    ...(failOn === undefined ? {} : { failOn }),
  };
}

interface FileConfig {
  readonly config: HadolintConfig;
  readonly problems: readonly ConfigProblem[];
  /** Absent where it cannot be read. */
  readonly file?: string;
}

const nothing: FileConfig = { config: emptyConfig, problems: [] };

async function readFileConfig(file: string): Promise<FileConfig> {
  try {
    return { ...readHadolintYaml(await readText(file)), file };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { ...nothing, problems: [{ message: l10n.t('{0} cannot be read: {1}', file, code ?? message) }] };
  }
}

async function readText(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > most) {
      throw new Error(l10n.t('it is too large'));
    }
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function withSettings(config: LintConfig, settings: LintSettings | undefined): LintConfig {
  if (settings === undefined) {
    return config;
  }
  const ignored = new Set(config.ignored);
  const severities = new Map(config.severities);
  for (const [id, severity] of Object.entries(settings.severity)) {
    if (severity === 'off') {
      ignored.add(id);
    } else {
      ignored.delete(id);
      severities.set(id, severity);
    }
  }
  const { trustedRegistries } = settings;
  return {
    ...config,
    ignored,
    severities,
    settings: { ...config.settings, ...(trustedRegistries.length > 0 ? { trustedRegistries } : {}) },
  };
}
