// Installs what is missing; what every other script does first.
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
