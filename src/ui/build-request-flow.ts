import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { BuilderProfile } from '../builders/builder.ts';
import { readOverlay } from '../build/overlay/read-overlay.ts';
import type { BuildRequest } from '../build/request.ts';
import type { AnswerStore } from './answer-store.ts';
import { rememberedContext, type Answers } from './answers.ts';
import { defaultContext } from './default-context.ts';
import type { DockerfileOnDisk } from './dockerfile.ts';
import { loginOf } from './login.ts';
import type { Passwords } from './passwords.ts';
import { askOpenQuestions } from './questions/ask.ts';
import { beforeBuild, type QuestionId, type Questions } from './questions/questions.ts';
import { isComplete, toRequest } from './request.ts';
import type { Settings } from './settings.ts';

/** What a build starts with. */
export interface PreparedBuild {
  readonly request: BuildRequest;
  readonly password: string | undefined;
  /** The user picked the cluster a moment ago. */
  readonly picked?: boolean;
  /** Builds even where the preflight says that it will fail. */
  readonly insist?: boolean;
}

export interface FlowParts {
  readonly store: AnswerStore;
  readonly passwords: Passwords;
  readonly questions: Questions;
  readonly builders: readonly BuilderProfile[];
  readonly settings: (path: string) => Settings;
  /** What is wrong with the settings of a Dockerfile, localised. */
  readonly settingsProblems: (path: string) => readonly string[];
}

/** From a Dockerfile to a request: asks what is not answered yet and remembers it. */
export class BuildRequestFlow {
  readonly #parts: FlowParts;

  constructor(parts: FlowParts) {
    this.#parts = parts;
  }

  /** The request for a Dockerfile, after the open questions under `title`; undefined when the user gave up. */
  async prepare(dockerfile: DockerfileOnDisk, title: string): Promise<PreparedBuild | undefined> {
    const { store, passwords, questions, builders, settings, settingsProblems } = this.#parts;
    const [problem] = settingsProblems(dockerfile.path);
    if (problem !== undefined) {
      await tellSettingsProblem(problem);
      return undefined;
    }
    const known = store.get(dockerfile);
    const answers = await askOpenQuestions(beforeBuild(questions), {
      answers: known,
      dockerfile,
      title,
    });
    if (answers === undefined) return undefined;
    await store.set(dockerfile, answers);
    const complete: Answers = {
      ...answers,
      context: answers.context ?? rememberedContext(await defaultContext(dockerfile), dockerfile),
    };
    if (!isComplete(complete)) return undefined;
    const login = loginOf(complete);
    const current = settings(dockerfile.path);
    const overlay = current.overlay === undefined ? {} : { overlay: await readOverlay(current.overlay) };
    return {
      request: { ...toRequest(dockerfile, complete, current, builders), ...overlay },
      password: login === undefined ? undefined : await passwords.get(login),
      picked: known.cluster === undefined,
    };
  }

  /** Asks one question again, after those that it depends on. Returns whether it was answered. */
  async edit(dockerfile: DockerfileOnDisk, id: QuestionId, title: string): Promise<boolean> {
    const { store, questions } = this.#parts;
    const edited = questions[id];
    const before = { credentials: [questions.destination], namespace: [questions.cluster] };
    const answers = await askOpenQuestions(
      [
        ...(id === 'credentials' || id === 'namespace' ? before[id] : []),
        { isOpen: () => true, ask: (current, prompt) => edited.ask(current, prompt) },
      ],
      { answers: store.get(dockerfile), dockerfile, title },
    );
    if (answers === undefined) return false;
    await store.set(dockerfile, answers);
    return true;
  }
}

/** Saves what is edited but not saved in the context and the Dockerfile: the build reads the files on disk. */
export async function saveEdits({ dockerfile, context }: BuildRequest): Promise<void> {
  const edited = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) =>
      isDirty &&
      uri.scheme === 'file' &&
      ([dockerfile, `${dockerfile}.dockerignore`].includes(uri.fsPath) ||
        uri.fsPath.startsWith(context + sep)),
  );
  await Promise.all(edited.map((document) => document.save()));
}

async function tellSettingsProblem(problem: string): Promise<void> {
  const open = vscode.l10n.t('Open Settings');
  const pressed = await vscode.window.showErrorMessage(problem, open);
  if (pressed === open) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'kanikoBuild.dockerfiles');
  }
}
