/** The scanner's own words, brought along with its screen. */
import { addWords } from '../../app/i18n';
import scan from '../../locales/scan.en.json';

addWords({ scan });
