import { html, type TemplateResult } from 'lit';
import type { Due } from '../../tool/home/home.shared.js';
import { icon } from '../shared/icons.js';
import { dueWords } from './due-words.js';

/** The day of a line beside it. @param zone IANA zone of the days */
export const renderDue = (due: Due, zone: string): TemplateResult =>
  html`<span class="quiet-text">${icon('clock')} ${dueWords(due, { timeZone: zone })}</span>`;
