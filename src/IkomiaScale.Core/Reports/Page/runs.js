// The runs of the page, each with its element. What it has is read when it is first asked for.

import { settings, isShown } from './settings.js';

export const report = JSON.parse(document.getElementById('report').textContent);

class Run {
  constructor(element, order) {
    this.element = element;
    this.order = order;
    this.frames = [...element.querySelectorAll('.picture > .frame')];
  }

  get data() {
    return this.read ??= JSON.parse(this.element.querySelector(':scope > script.data').textContent);
  }

  get name() {
    return this.data.name;
  }

  get shapes() {
    return this.all ??= this.data.pictures.flatMap(picture => picture.shapes);
  }

  get shown() {
    return this.shapes.filter(isShown);
  }

  // In lower case: what a search looks at.
  get words() {
    return this.text ??= [this.name, this.data.task, this.data.problem, ...this.data.pictures.map(picture => picture.name)]
      .filter(Boolean).join('\n').toLowerCase();
  }

  matches(word) {
    return this.words.includes(word) || this.shapes.some(shape => isShown(shape)
      && (report.classes[shape.class].name.toLowerCase().includes(word) || shape.text?.toLowerCase().includes(word)));
  }
}

export const runs = [...document.querySelectorAll('#runs > .run')].map((element, order) => new Run(element, order));

const unknown = value => value ?? Infinity;

const sorts = {
  order: (one, other) => one.order - other.order,
  name: (one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }),
  objects: (one, other) => other.shown.length - one.shown.length,
  least: (one, other) => Math.min(...one.shapes.map(shape => unknown(shape.score))) - Math.min(...other.shapes.map(shape => unknown(shape.score))),
  time: (one, other) => (other.data.ms ?? -1) - (one.data.ms ?? -1),
  failed: (one, other) => Number(other.data.failed) - Number(one.data.failed),
};

export function wanted() {
  const word = settings.search.trim().toLowerCase();
  return runs
    .filter(run => (!word || run.matches(word)) && (!settings.onlyFound || run.shown.length > 0))
    .sort((one, other) => sorts[settings.sort](one, other) || one.order - other.order || 0);
}
