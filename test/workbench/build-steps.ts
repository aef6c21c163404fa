import type { Workbench } from '../beds/vscode/workbench.ts';

export const buildCommand = 'Build Image in Cluster…';

/** How a build logs in. */
export type Login =
  | { readonly kind: 'none' }
  | { readonly kind: 'docker-config' }
  | { readonly kind: 'secret'; readonly name: string }
  | { readonly kind: 'typed'; readonly username: string; readonly password: string };

export interface Answers {
  readonly destination: string;
  readonly context: string;
  readonly namespace: string;
  readonly login: Login;
}

/** Answers the four questions as they come. `look` is called when a question is open, before it is answered. */
export async function answerQuestions(
  workbench: Workbench,
  answers: Answers,
  look: (question: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { quickInput } = workbench;
  await quickInput.waitFor('Where to push the image');
  await look('destination');
  await quickInput.answer(answers.destination);

  await quickInput.waitFor('Choose the kube context');
  await quickInput.row(answers.context).first().waitFor();
  await look('cluster');
  await quickInput.pick(answers.context);

  await quickInput.waitFor('Choose or type the namespace');
  await quickInput.row('builds').first().waitFor();
  await look('namespace');
  await quickInput.type(answers.namespace);
  await quickInput.row(answers.namespace).first().waitFor();
  await quickInput.accept();

  await quickInput.waitFor('How does the build log in');
  await look('credentials');
  await answerLogin(workbench, answers.login, look);
}

async function answerLogin(
  { quickInput }: Workbench,
  login: Login,
  look: (question: string) => Promise<void>,
): Promise<void> {
  if (login.kind === 'secret') {
    await quickInput.pick('Use a Secret in the namespace…');
    await quickInput.waitFor('Name of the Secret in namespace');
    await quickInput.answer(login.name);
    return;
  }
  if (login.kind !== 'typed') {
    await quickInput.pick(login.kind === 'none' ? 'No credentials' : 'Docker config of this machine');
    return;
  }
  await quickInput.pick('Type a user name and a password or token…');
  await quickInput.waitFor('User name for');
  await quickInput.answer(login.username);
  await quickInput.waitFor('Password or token for');
  await look('password');
  await quickInput.answer(login.password);
}

/** Right-clicks a file in the explorer and chooses to build it. */
export async function buildFromExplorer(workbench: Workbench, file: string): Promise<void> {
  await workbench.showExplorer();
  await workbench.contextMenu(workbench.file(file), buildCommand);
}

/** Waits for the notification at the end of the build of an image, and gives back what it says. */
export async function endOfBuild(workbench: Workbench, image: string): Promise<string> {
  const end = workbench.notifications
    .item(/^Built /)
    .or(workbench.notifications.item(`Build of ${image} failed`));
  await end.first().waitFor({ timeout: 90_000 });
  return workbench.notifications.message(end.first());
}
