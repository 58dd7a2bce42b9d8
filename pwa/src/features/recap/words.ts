/** The recap's own words, brought along with its screens. */
import { addWords } from '../../app/i18n';
import recap from '../../locales/recap.en.json';

addWords({ recap });
