import assert from 'node:assert/strict';
import type { Answers } from '../../../src/ui/answers.ts';
import { askOpenQuestions } from '../../../src/ui/questions/ask.ts';
import type { Prompt, Question, Reply } from '../../../src/ui/questions/question.ts';
import { dockerfileAt } from '../samples.ts';

const dockerfile = dockerfileAt('Dockerfile');

/** A question about `key` that gives `replies` one after the other and notes how it was asked. */
function question(key: 'namespace' | 'target' | 'context', replies: string[], asked: string[]): Question {
  return {
    isOpen: (answers) => answers[key] === undefined,
    ask: (answers: Answers, { step, totalSteps, canGoBack }: Prompt): Promise<Reply> => {
      asked.push(`${key} ${String(step)}/${String(totalSteps)}${canGoBack ? ' back' : ''}`);
      const reply = replies.shift() ?? 'cancelled';
      return Promise.resolve(
        reply === 'back' || reply === 'cancelled' ? reply : { ...answers, [key]: reply },
      );
    },
  };
}

describe('askOpenQuestions', () => {
  it('asks only what is open, with step numbers', async () => {
    const asked: string[] = [];
    const questions = [
      question('namespace', ['n'], asked),
      question('target', ['t'], asked),
      question('context', ['c'], asked),
    ];
    const answers = await askOpenQuestions(questions, {
      answers: { target: 'given' },
      dockerfile,
      title: '',
    });
    assert.deepEqual(answers, { target: 'given', namespace: 'n', context: 'c' });
    assert.deepEqual(asked, ['namespace 1/2', 'context 2/2 back']);
  });

  it('goes back and forth, and gives up', async () => {
    const asked: string[] = [];
    const questions = [question('namespace', ['n', 'm'], asked), question('target', ['back', 't'], asked)];
    const answers = await askOpenQuestions(questions, { answers: {}, dockerfile, title: '' });
    assert.deepEqual(answers, { namespace: 'm', target: 't' });
    assert.deepEqual(asked, ['namespace 1/2', 'target 2/2 back', 'namespace 1/2', 'target 2/2 back']);
    const given = await askOpenQuestions([question('target', ['cancelled'], asked)], {
      answers: {},
      dockerfile,
      title: '',
    });
    assert.equal(given, undefined);
  });

  it('shows no step number for a single question, and asks nothing when all is known', async () => {
    const asked: string[] = [];
    await askOpenQuestions([question('target', ['t'], asked)], { answers: {}, dockerfile, title: '' });
    assert.deepEqual(asked, ['target undefined/undefined']);
    const known = { target: 'x' };
    assert.equal(
      await askOpenQuestions([question('target', [], asked)], { answers: known, dockerfile, title: '' }),
      known,
    );
  });
});
