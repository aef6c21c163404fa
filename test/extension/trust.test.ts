import assert from 'node:assert/strict';
import { extensionUnderTest } from './extension-under-test.ts';

interface Capabilities {
  readonly untrustedWorkspaces: {
    readonly supported: unknown;
    readonly restrictedConfigurations?: readonly string[];
  };
  readonly virtualWorkspaces: { readonly supported: unknown; readonly description?: string };
}

describe('workspace trust', () => {
  const { capabilities, contributes } = extensionUnderTest().packageJSON as {
    readonly capabilities: Capabilities;
    readonly contributes: {
      readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    };
  };

  it('takes no path, image or kubeconfig from a folder that is not trusted', () => {
    const { supported, restrictedConfigurations = [] } = capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    const naming = Object.keys(contributes.configuration.properties).filter((name) =>
      /\.(image|kubeconfig|insecure|certificates)$/.test(name),
    );
    assert.ok(naming.length >= 5, naming.join(', '));
    assert.deepEqual(
      naming.filter((name) => !restrictedConfigurations.includes(name)),
      [],
    );
  });

  it('refuses virtual workspaces with a reason', () => {
    assert.equal(capabilities.virtualWorkspaces.supported, false);
    assert.notEqual(capabilities.virtualWorkspaces.description ?? '', '');
  });
});
