/** What only organisers' screens say, and what attendees see of it, brought along with those screens. */
import { addWords } from '../../app/i18n';
import organiser from '../../locales/organiser.en.json';

addWords(organiser);
