import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { isRemoteContext, parseRemoteContext, pathInContext } from '../../build/remote-context.ts';
import type { RemoteOptions } from '../../build/request.ts';
import { contextPath, type Answers } from '../answers.ts';
import { errorText } from '../errors.ts';
import { inputText } from './input.ts';
import type { InputReply, Prompt, Reply } from './question.ts';

/** Asks where the builder is to fetch the context from, where in it the Dockerfile lies, and for a Secret if it may need one. */
export async function askRemoteContext(answers: Answers, prompt: Prompt): Promise<Reply> {
  const url = await askUrl(answers, { ...prompt, canGoBack: true });
  if (typeof url === 'string') return url;
  const behind = { ...prompt, canGoBack: true };
  const dockerfile = await askDockerfile(answers.remote, behind);
  if (typeof dockerfile === 'string') return dockerfile;
  const { kind } = parseRemoteContext(url.value);
  const secret =
    kind === 'git' || kind === 'azure' ? await askSecret(kind, url.value, answers.remote, behind) : undefined;
  if (typeof secret === 'string') return secret;
  return {
    ...answers,
    context: url.value,
    remote: { dockerfile: dockerfile.value, ...(secret?.value ?? {}) },
  };
}

function askUrl({ context = '' }: Answers, prompt: Prompt): Promise<InputReply<string>> {
  return inputText(prompt, {
    prompt: vscode.l10n.t(
      'A git repository (…/app.git#branch:folder), a .tar.gz, s3://, gs://, an Azure blob or dir:///folder',
    ),
    placeholder: 'https://github.com/team/app.git#main',
    value: isRemoteContext(context) ? contextPath(context, prompt.dockerfile) : '',
    problem: (text) =>
      isRemoteContext(text)
        ? problemOf(() => parseRemoteContext(text))
        : vscode.l10n.t('Type a URL, such as https://github.com/team/app.git.'),
  });
}

function askDockerfile(former: RemoteOptions | undefined, prompt: Prompt): Promise<InputReply<string>> {
  const { path, root } = prompt.dockerfile;
  return inputText(prompt, {
    prompt: vscode.l10n.t('Path of the Dockerfile inside this context'),
    value: former?.dockerfile ?? relative(root, path).split(sep).join('/'),
    problem: (text) =>
      text === '' ? vscode.l10n.t('Type a path, such as Dockerfile.') : problemOf(() => pathInContext(text)),
  });
}

async function askSecret(
  kind: 'git' | 'azure',
  url: string,
  former: RemoteOptions | undefined,
  prompt: Prompt,
): Promise<InputReply<Pick<RemoteOptions, 'secret'>>> {
  const reply = await inputText(prompt, {
    prompt:
      kind === 'git'
        ? vscode.l10n.t('Secret with the access token as NAME/KEY; nothing for a public repository')
        : vscode.l10n.t('Secret with the key of the storage account as NAME/KEY'),
    placeholder: 'git-credentials/token',
    value: former?.secret === undefined ? '' : `${former.secret.secretName}/${former.secret.key}`,
    problem: (text) => {
      if (text === '' && kind === 'git') return undefined;
      const secret = secretIn(text);
      return secret === undefined
        ? vscode.l10n.t('Write it as NAME/KEY; the Secret is in the namespace of the build.')
        : problemOf(() => parseRemoteContext(url, { secret }));
    },
  });
  if (typeof reply === 'string') return reply;
  const secret = secretIn(reply.value);
  return { value: secret === undefined ? {} : { secret } };
}

function secretIn(text: string): RemoteOptions['secret'] {
  const [, secretName, key] = /^([^/\s]+)\/([^/\s]+)$/.exec(text) ?? [];
  return secretName === undefined || key === undefined ? undefined : { secretName, key };
}

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return errorText(error);
  }
}
