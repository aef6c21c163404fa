import * as l10n from '@vscode/l10n';
import { findSecrets } from '../../context/secrets.ts';
import { Slices } from '../../context/slices.ts';
import { soundsSecret } from '../../dockerfile/secret-names.ts';
import type { SecretFinding, SecretsCheck } from './ports.ts';

/** Files of the context that look like secrets, and build arguments that sound like ones. */
export const secretsOfBuild: SecretsCheck = async ({ request, context }, signal) => {
  const selected = context.entries.map((entry) => ({ entry }));
  const files = await findSecrets(selected, new Slices(signal));
  return [
    ...files.map(({ path, what }) => ({ place: path, message: what })),
    ...Object.keys(request.buildArgs).filter(soundsSecret).map(openArgument),
  ];
};

function openArgument(name: string): SecretFinding {
  return {
    place: `--build-arg ${name}`,
    message: l10n.t('its value lies open in the Pod and in the history of the image'),
  };
}
