import { runs } from './runs.js';
import { startPanel } from './panel.js';
import { startGallery } from './gallery.js';
import { startViewer, openViewer } from './viewer.js';

if (runs.length > 0) {
  const tell = startPanel();
  startViewer();
  startGallery(openViewer, tell);
}
