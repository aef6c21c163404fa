import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { BuilderProfile } from '../../builders/builder.ts';
import type { CredentialsChoice } from '../../build/request.ts';
import type { Answers, CacheAnswer } from '../answers.ts';
import type { QuestionId } from '../questions/questions.ts';
import { builderChoice, cacheAnswer } from '../request.ts';
import type { Settings } from '../settings.ts';

/** One remembered answer, or the default in its place, as a row shows it. */
export interface AnswerRow {
  readonly question: QuestionId;
  readonly label: string;
  readonly icon: string;
  /** Undefined when nothing is known and the next build asks. */
  readonly value: string | undefined;
  readonly isDefault: boolean;
}

export interface RowFacts {
  readonly answers: Answers;
  readonly settings: Settings;
  readonly builders: readonly BuilderProfile[];
  /** The context folder where none was chosen, in the form of {@link Answers.context}. */
  readonly defaultContext: string;
}

/** The rows under a Dockerfile, in the order in which they are shown. */
export function answerRows({ answers, settings, builders, defaultContext }: RowFacts): readonly AnswerRow[] {
  const { context, destinations, cluster, namespace, credentials, target, buildArgs = {} } = answers;
  const args = Object.entries(buildArgs).map(([name, value]) => `${name}=${value}`);
  return [
    {
      question: 'context',
      label: vscode.l10n.t('Context folder'),
      icon: 'folder',
      value: folderText(context ?? defaultContext),
      isDefault: context === undefined,
    },
    {
      question: 'destination',
      label: vscode.l10n.t('Destination'),
      icon: 'package',
      value: destinations?.join(', '),
      isDefault: false,
    },
    {
      question: 'cluster',
      label: vscode.l10n.t('Cluster'),
      icon: 'server-environment',
      value: cluster === undefined ? undefined : clusterText(cluster),
      isDefault: false,
    },
    {
      question: 'namespace',
      label: vscode.l10n.t('Namespace'),
      icon: 'symbol-namespace',
      value: namespace,
      isDefault: false,
    },
    {
      question: 'credentials',
      label: vscode.l10n.t('Credentials'),
      icon: 'key',
      value: credentials === undefined ? undefined : credentialsText(credentials),
      isDefault: false,
    },
    {
      question: 'builder',
      label: vscode.l10n.t('Builder'),
      icon: 'tools',
      value: builderText(answers, settings, builders),
      isDefault: answers.builder === undefined,
    },
    {
      question: 'target',
      label: vscode.l10n.t('Target stage'),
      icon: 'layers',
      value: target ?? vscode.l10n.t('last stage'),
      isDefault: target === undefined,
    },
    {
      question: 'buildArguments',
      label: vscode.l10n.t('Build arguments'),
      icon: 'symbol-parameter',
      value: args.length === 0 ? vscode.l10n.t('none') : args.join(' '),
      isDefault: args.length === 0,
    },
    {
      question: 'cache',
      label: vscode.l10n.t('Cache'),
      icon: 'history',
      value: cacheText(cacheAnswer(answers, settings)),
      isDefault: answers.cache === undefined,
    },
  ];
}

function clusterText({ context, kubeconfig }: NonNullable<Answers['cluster']>): string {
  return kubeconfig.length === 0
    ? context
    : `${context} (${kubeconfig.map((path) => basename(path)).join(', ')})`;
}

function credentialsText(credentials: CredentialsChoice): string {
  switch (credentials.kind) {
    case 'docker-config':
      return vscode.l10n.t('Docker config of this machine');
    case 'typed':
      return vscode.l10n.t('user {0}', credentials.username);
    case 'secret':
      return vscode.l10n.t('Secret {0}', credentials.name);
    case 'ambient':
      return vscode.l10n.t('from the cloud of the cluster');
    case 'none':
      return vscode.l10n.t('none');
  }
}

function builderText(answers: Answers, settings: Settings, builders: readonly BuilderProfile[]): string {
  const { id, flavour, image } = builderChoice(answers, settings, builders);
  const builder = builders.find((candidate) => candidate.id === id);
  const variant = builder?.flavours.find((candidate) => candidate.id === flavour);
  const name = builder?.name ?? id;
  if (image !== undefined) return `${name} · ${image}`;
  return builder?.flavours.length === 1 || variant === undefined ? name : `${name} · ${variant.name}`;
}

function cacheText({ enabled, repository, copyLayers }: CacheAnswer): string {
  if (!enabled) return vscode.l10n.t('off');
  const where = repository ?? vscode.l10n.t('beside the image');
  return copyLayers === true ? vscode.l10n.t('{0}, layers of COPY too', where) : where;
}

/** A dot says nothing to most people. */
function folderText(path: string): string {
  return path === '.' ? vscode.l10n.t('workspace folder') : path;
}
