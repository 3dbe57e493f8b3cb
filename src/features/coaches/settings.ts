import { recordAudit, type Scope } from '../../storage/index.js';
import { settingsCollection } from './model.js';

/** Whether the instructors of a course let a language model write for its coaches; nobody has until somebody says so. */
export async function mayGenerate(scope: Scope, courseId: string): Promise<boolean> {
  return (await scope.collection(settingsCollection).findOne({ _id: courseId }))?.generated ?? false;
}

export interface SettingsChange {
  readonly courseId: string;
  readonly generated: boolean;
  /** Who said so. */
  readonly userId: string;
}

/** Kept in the audit log whenever it changes. */
export async function saveSettings(
  scope: Scope,
  { courseId, generated, userId }: SettingsChange,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<void> {
  await scope.transaction(async (tx) => {
    if ((await mayGenerate(tx, courseId)) === generated) return;
    await tx.collection(settingsCollection).replace({ _id: courseId, generated, changed_by: userId, changed_at: now });
    const action = generated ? 'coach-writing-allowed' : 'coach-writing-stopped';
    await recordAudit(tx, { action, actor: { user: userId }, details: { course: courseId } }, { id, now });
  });
}
