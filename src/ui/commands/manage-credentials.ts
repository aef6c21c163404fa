import * as vscode from 'vscode';
import type { RegistryOutcome } from '../../registry/check/outcome.ts';
import type { Parts } from '../parts.ts';
import type { Login } from '../passwords.ts';
import { chooseAction, type ActionRow } from '../questions/action-list.ts';
import { askPassword } from '../questions/login.ts';
import { loginOutcomeText } from '../text/login-outcome.ts';
import { plain } from '../text/plain.ts';
import { requireTrust } from '../trust.ts';
import type { Handler } from './handler.ts';

type Action =
  | { readonly kind: 'test' | 'replace' | 'forget'; readonly login: Login }
  /** A login of the Docker config is asked about again. */
  | { readonly kind: 'revoke'; readonly registry: string };

/** What came of the tests, by {@link keyOf} the login. */
type Outcomes = ReadonlyMap<string, RegistryOutcome>;

/**
 * *Manage Registry Passwords…*: the typed logins, each to be tested, replaced or forgotten, and the registries whose login
 * on this machine may be sent.
 */
export function manageCredentialsCommand(parts: Parts): Handler {
  return async () => {
    if (!(await requireTrust())) return;
    let outcomes: Outcomes = new Map();
    for (;;) {
      const logins = parts.passwords.logins();
      const consents = parts.consents.all();
      if (logins.length + consents.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t('No registry password is stored.'));
        return;
      }
      const action = await choose(logins, consents, outcomes);
      if (action === undefined) return;
      outcomes = await perform(action, outcomes, parts);
    }
  };
}

function choose(
  logins: readonly Login[],
  consents: readonly string[],
  outcomes: Outcomes,
): Promise<Action | undefined> {
  return chooseAction<Action>({
    title: vscode.l10n.t('Registry Passwords'),
    load: (show) => {
      show({
        placeholder: vscode.l10n.t('Typed passwords and tokens in the secret storage. Enter tests one'),
        rows: [
          ...logins.map((login) => row(login, outcomes.get(keyOf(login)))),
          ...(consents.length === 0 ? [] : [consentHeading()]),
          ...consents.map(consentRow),
        ],
      });
      return Promise.resolve();
    },
  });
}

function row(login: Login, outcome: RegistryOutcome | undefined): ActionRow<Action> {
  return {
    label: login.registry,
    description: login.username,
    ...(outcome === undefined ? {} : { detail: plain(loginOutcomeText(outcome, login.registry)) }),
    iconPath: new vscode.ThemeIcon(iconOf(outcome)),
    action: { kind: 'test', login },
    buttons: [
      {
        iconPath: new vscode.ThemeIcon('beaker'),
        tooltip: vscode.l10n.t('Test'),
        action: { kind: 'test', login },
      },
      {
        iconPath: new vscode.ThemeIcon('edit'),
        tooltip: vscode.l10n.t('Replace…'),
        action: { kind: 'replace', login },
      },
      {
        iconPath: new vscode.ThemeIcon('trash'),
        tooltip: vscode.l10n.t('Forget'),
        action: { kind: 'forget', login },
      },
    ],
  };
}

function consentHeading(): ActionRow<Action> {
  return {
    label: vscode.l10n.t('logins of this machine that builds may take along'),
    kind: vscode.QuickPickItemKind.Separator,
  };
}

function consentRow(registry: string): ActionRow<Action> {
  return {
    label: registry,
    description: vscode.l10n.t('from the Docker config'),
    iconPath: new vscode.ThemeIcon('account'),
    buttons: [
      {
        iconPath: new vscode.ThemeIcon('trash'),
        tooltip: vscode.l10n.t('Ask Again'),
        action: { kind: 'revoke', registry },
      },
    ],
  };
}

function iconOf(outcome: RegistryOutcome | undefined): string {
  if (outcome === undefined) return 'key';
  if (outcome.kind === 'allowed') return 'pass';
  return ['login-refused', 'login-needed', 'denied'].includes(outcome.kind) ? 'error' : 'question';
}

/** Returns the outcomes that hold after it. */
async function perform(action: Action, outcomes: Outcomes, parts: Parts): Promise<Outcomes> {
  if (action.kind === 'revoke') {
    await parts.consents.revoke(action.registry);
    return outcomes;
  }
  const { kind, login } = action;
  const others = new Map([...outcomes].filter(([key]) => key !== keyOf(login)));
  switch (kind) {
    case 'test':
      return others.set(keyOf(login), await test(login, parts));
    case 'replace': {
      const title = vscode.l10n.t('Replace Password of {0}', login.username);
      const replaced = await askPassword(login, parts.passwords, { title, canGoBack: false });
      return typeof replaced === 'string' ? outcomes : others;
    }
    case 'forget':
      await parts.passwords.forget(login);
      return others;
  }
}

async function test(login: Login, { engine, passwords, settings }: Parts): Promise<RegistryOutcome> {
  const password = await passwords.get(login);
  if (password === undefined) return { kind: 'login-needed' };
  return await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Trying the login') },
    async () => (await engine()).tryLogin({ ...login, password }, settings().registries),
  );
}

function keyOf({ registry, username }: Login): string {
  return JSON.stringify([registry, username]);
}
