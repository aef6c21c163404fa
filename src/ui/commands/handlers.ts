import { editCommand, QUESTION_IDS } from '../questions/questions.ts';
import { buildCommand } from './build.ts';
import { cancelBuildCommand } from './cancel-build.ts';
import { checkBuildCommand } from './check-build.ts';
import {
  addToDockerignoreCommand,
  closeContextCommand,
  openContextEntryCommand,
  previewContextCommand,
  refreshContextCommand,
  sendAllCommand,
} from './context-commands.ts';
import { copyDigestCommand, copyImageReferenceCommand } from './copy.ts';
import { editAnswerCommand } from './edit-answer.ts';
import { editPodSettingsCommand } from './edit-pod-settings.ts';
import { forgetAnswersCommand } from './forget-answers.ts';
import type { CommandHandlers } from './handler.ts';
import { lintWorkspaceCommand } from './lint-workspace.ts';
import { manageCredentialsCommand } from './manage-credentials.ts';
import { newDockerfileCommand } from './new-dockerfile.ts';
import type { Parts } from '../parts.ts';
import { rebuildCommand } from './rebuild.ts';
import { refreshDockerfilesCommand } from './refresh-dockerfiles.ts';
import { removeBuildCommand } from './remove-build.ts';
import { createSecretCommand, showSecretYamlCommand } from './registry-secret.ts';
import { showLogCommand } from './show-log.ts';
import { showProblemsCommand } from './show-problems.ts';
import { saveYamlCommand, showBuildYamlCommand, showYamlCommand } from './show-yaml.ts';

/** What every command does that `package.json` contributes, by its id. */
export function commandHandlers(parts: Parts): CommandHandlers {
  return {
    'kanikoBuild.build': buildCommand(parts),
    'kanikoBuild.showYaml': showYamlCommand(parts),
    'kanikoBuild.saveYaml': saveYamlCommand(parts),
    'kanikoBuild.showLog': showLogCommand(parts),
    'kanikoBuild.cancelBuild': cancelBuildCommand(parts),
    'kanikoBuild.rebuild': rebuildCommand(parts),
    'kanikoBuild.copyDigest': copyDigestCommand(parts),
    'kanikoBuild.copyImageReference': copyImageReferenceCommand(parts),
    'kanikoBuild.showBuildYaml': showBuildYamlCommand(parts),
    'kanikoBuild.removeBuild': removeBuildCommand(parts),
    'kanikoBuild.forgetAnswers': forgetAnswersCommand(parts),
    'kanikoBuild.checkBuild': checkBuildCommand(parts),
    'kanikoBuild.createSecret': createSecretCommand(parts),
    'kanikoBuild.showSecretYaml': showSecretYamlCommand(parts),
    'kanikoBuild.manageCredentials': manageCredentialsCommand(parts),
    'kanikoBuild.newDockerfile': newDockerfileCommand(),
    'kanikoBuild.refreshDockerfiles': refreshDockerfilesCommand(parts),
    'kanikoBuild.lintWorkspace': lintWorkspaceCommand(parts),
    'kanikoBuild.showProblems': showProblemsCommand(),
    'kanikoBuild.previewContext': previewContextCommand(parts),
    'kanikoBuild.refreshContext': refreshContextCommand(parts),
    'kanikoBuild.uploadEverything': sendAllCommand(true, parts),
    'kanikoBuild.uploadWhatIsRead': sendAllCommand(false, parts),
    'kanikoBuild.closeContext': closeContextCommand(parts),
    'kanikoBuild.addToDockerignore': addToDockerignoreCommand(parts),
    'kanikoBuild.openContextEntry': openContextEntryCommand(),
    'kanikoBuild.editPodSettings': editPodSettingsCommand(),
    ...Object.fromEntries(QUESTION_IDS.map((id) => [editCommand(id), editAnswerCommand(id, parts)])),
  };
}
