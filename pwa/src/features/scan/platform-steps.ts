/** Where this phone lets one allow the camera again. */
import { t } from '../../app/i18n';
import { isInstalled } from '../../app/install';

export function cameraSteps(userAgent: string = navigator.userAgent): readonly string[] {
  if (/iPhone|iPad|iPod/.test(userAgent)) {
    return isInstalled()
      ? [t('scan.iosAppStep1'), t('scan.iosAppStep2')]
      : [t('scan.iosStep1'), t('scan.iosStep2'), t('scan.iosStep3')];
  }
  if (/Android/.test(userAgent))
    return [t('scan.androidStep1'), t('scan.androidStep2'), t('scan.androidStep3')];
  return [t('scan.desktopStep1'), t('scan.desktopStep2')];
}
