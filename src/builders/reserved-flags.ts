import * as l10n from '@vscode/l10n';

/** Why a flag is not the user's to give: a row of the Dockerfile (its localised name) says the same. */
export const row = (name: () => string, option: string) => (): string =>
  l10n.t('Change the row "{0}" of the Dockerfile, or use {1} on the command line.', name(), option);

/** The same of a setting, by its key behind `kanikoBuild.`. */
export const setting = (key: string, option: string) => (): string =>
  l10n.t('Use the setting {0}, or {1} on the command line.', `kanikoBuild.${key}`, option);
