import assert from 'node:assert/strict';
import type { SecretStorage } from 'vscode';
import { Passwords } from '../../src/ui/passwords.ts';
import { MemoryState } from './memory-state.ts';

/** What {@link Passwords} needs of a SecretStorage. */
function memorySecrets(values: Map<string, string>): SecretStorage {
  const secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'> = {
    get: (key) => Promise.resolve(values.get(key)),
    store: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
    delete: (key) => {
      values.delete(key);
      return Promise.resolve();
    },
  };
  return secrets as SecretStorage;
}

describe('Passwords', () => {
  it('keeps a password per registry and user in the secret storage only, and forgets it', async () => {
    const values = new Map<string, string>();
    const state = new MemoryState();
    const passwords = new Passwords(memorySecrets(values), state);
    const ada = { registry: 'r.example.com:5000', username: 'ada' };
    const bob = { registry: 'r.example.com:5000', username: 'bob' };
    await passwords.set(ada, 'first');
    await passwords.set(bob, 'bobs-password');
    await passwords.set(ada, 'adas-password');
    assert.equal(await passwords.get(ada), 'adas-password');
    assert.equal(await passwords.get(bob), 'bobs-password');
    assert.deepEqual(passwords.logins(), [bob, ada]);
    assert.doesNotMatch(state.text(), /password/);
    await passwords.forget(ada);
    assert.equal(await passwords.get(ada), undefined);
    assert.deepEqual(passwords.logins(), [bob]);
    assert.equal(values.size, 1);
  });
});
