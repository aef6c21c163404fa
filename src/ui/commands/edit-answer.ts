import { editTitle } from '../end-notification.ts';
import type { QuestionId } from '../questions/questions.ts';
import { resolveDockerfile } from '../resolve-dockerfile.ts';
import { requireTrust } from '../trust.ts';
import type { Handler } from './handler.ts';
import type { Parts } from '../parts.ts';

/** *Edit Destination…* and its like: asks one question of a Dockerfile again. */
export function editAnswerCommand(question: QuestionId, { flow }: Parts): Handler {
  return async (argument) => {
    if (!(await requireTrust())) return;
    const dockerfile = await resolveDockerfile(argument);
    if (dockerfile !== undefined) await flow.edit(dockerfile, question, editTitle(question));
  };
}
