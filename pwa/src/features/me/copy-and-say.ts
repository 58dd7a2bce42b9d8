import { t } from '../../app/i18n';
import { say } from '../../ui/toast';
import { copyText } from '../copy-text';

export async function copyAndSay(text: string): Promise<void> {
  say((await copyText(text)) ? t('common.copiedText') : t('common.copyFailed'));
}
