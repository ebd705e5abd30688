// The runs on the page. Shapes are drawn where they can be seen, and nowhere else.

import { h, count, soon } from './dom.js';
import { settings, onChange } from './settings.js';
import { report, runs, wanted } from './runs.js';
import { draw, erase } from './draw.js';
import { tellShapes } from './tooltip.js';

const NEAR = '600px';
const LABEL_WIDTH = 260;

const place = document.getElementById('runs');
const seen = new Set();
const byElement = new Map(runs.map(run => [run.element, run]));
export let listed = runs;

function drawRun(run) {
  run.frames.forEach((frame, index) => {
    const picture = run.data.pictures[index];
    if (!frame.querySelector('video')) {
      const scale = Math.min(frame.clientWidth / picture.width, frame.clientHeight / picture.height) || 1;
      draw(frame, picture, scale, frame.clientWidth >= LABEL_WIDTH);
    }
  });
}

const drawSeen = soon(() => seen.forEach(drawRun));

const watch = new IntersectionObserver(entries => {
  for (const entry of entries) {
    const run = byElement.get(entry.target);
    if (entry.isIntersecting) {
      seen.add(run);
      drawRun(run);
    } else if (seen.delete(run)) {
      run.frames.forEach(erase);
    }
  }
}, { rootMargin: NEAR });

function tellFacts(run) {
  if (run.data.failed || run.shapes.length === 0) {
    return;
  }
  const groups = new Map();
  run.shown.forEach(shape => groups.set(shape.class, (groups.get(shape.class) ?? 0) + 1));
  const words = [...groups].sort((one, other) => other[1] - one[1]).slice(0, 5).map(([key, number]) => `${report.classes[key].name} ${number}`).join(', ');
  const facts = [`${count(run.shown.length, 'object', 'objects')}${words ? ': ' + words : ''}`, run.time, run.data.task];
  run.element.querySelector('.facts').textContent = facts.filter(Boolean).join(' · ');
}

// Puts the wanted runs in their order; the others are out of sight.
export function list(tell) {
  listed = wanted();
  const keep = new Set(listed);
  runs.forEach(run => run.element.classList.toggle('hidden', !keep.has(run)));
  if (listed.some((run, index) => place.children[index] !== run.element)) {
    place.append(...listed.map(run => run.element));
  }
  const objects = settings.least === 0 && settings.off.size === 0 && listed.length === runs.length
    ? report.objects : listed.reduce((sum, run) => sum + run.shown.length, 0);
  tell(`${listed.length.toLocaleString('en-US')} of ${count(runs.length, 'run', 'runs')}, ${count(objects, 'object', 'objects')}`);
}

export function startGallery(open, tell) {
  document.documentElement.classList.add('live');
  place.classList.toggle('alone', runs.length === 1);
  for (const run of runs) {
    const heading = run.element.querySelector('h2');
    const facts = run.element.querySelector('.facts');
    run.time = facts.textContent.split(' · ').find(part => /^\d[\d.:]* (ms|s|min)$|^\d+\.\d\d:/.test(part));
    heading.replaceChildren(h('button', { type: 'button', 'aria-describedby': facts.id = `${run.element.id}-facts`, onclick: () => open(run) }, heading.textContent));
    run.frames.forEach(frame => frame.querySelector('video') || frame.addEventListener('click', () => open(run)));
    watch.observe(run.element);
  }
  const pictureOf = group => {
    const run = byElement.get(group.closest('.run'));
    return run.data.pictures[run.frames.indexOf(group.closest('.frame'))];
  };
  tellShapes(place, pictureOf);
  place.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = listed.findIndex(run => run.element === event.target.closest('.run'));
    if (step && event.target.matches('h2 button') && listed[at + step]) {
      event.preventDefault();
      listed[at + step].element.querySelector('h2 button').focus();
    }
  });
  const relist = soon(() => {
    list(tell);
    seen.forEach(tellFacts);
    runs.forEach(run => seen.has(run) || tellFacts(run));
  });
  onChange(values => {
    drawSeen();
    if (!('opacity' in values || 'names' in values || 'scores' in values || 'ids' in values)) {
      relist();
    }
  });
  new ResizeObserver(drawSeen).observe(place);
  addEventListener('beforeprint', () => runs.forEach(drawRun));
  list(tell);
}
