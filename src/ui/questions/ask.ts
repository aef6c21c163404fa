import type { Answers } from '../answers.ts';
import type { DockerfileOnDisk } from '../dockerfile.ts';
import type { Question } from './question.ts';

/**
 * Asks the questions that are open, in order, with steps back. Returns the complete answers, or undefined when the
 * user gave up.
 */
export async function askOpenQuestions(
  questions: readonly Question[],
  { answers, dockerfile, title }: { answers: Answers; dockerfile: DockerfileOnDisk; title: string },
): Promise<Answers | undefined> {
  const open: Question[] = [];
  for (const question of questions) if (await question.isOpen(answers, dockerfile)) open.push(question);
  let current = answers;
  let index = 0;
  for (let question = open[0]; question !== undefined; question = open[index]) {
    const reply = await question.ask(current, {
      dockerfile,
      title,
      ...(open.length === 1 ? {} : { step: index + 1, totalSteps: open.length }),
      canGoBack: index > 0,
    });
    if (reply === 'cancelled') return undefined;
    // What was answered before stays, so that the question one goes back to shows it.
    if (reply === 'back') index -= 1;
    else {
      current = reply;
      index += 1;
    }
  }
  return current;
}
