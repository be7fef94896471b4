import type { Database } from '../db/database.js';
import type { CountSource } from '../passback/outbox.js';
import { observationModel } from './observation.model.js';

/** What the gradebook may know of observations: how many are signed and read. */
export const createCountSource = (db: Database): CountSource => {
  const observations = observationModel(db);
  return {
    widget: 'observation',
    countSignedAndRead: (rule, tx) => observations.count(rule, tx),
    countOfEach: (rule) => observations.countOfEach(rule),
  };
};
