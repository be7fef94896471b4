import type { Page } from 'playwright-core';
import type { ObservationServer, Reader } from './observation-server.js';

/** The steps of an observation, as its mentor takes them. @param page the page of the test that runs now */
export function journey(page: () => Page, server: () => ObservationServer) {
  const open = (reader: Reader, place: string) => page().goto(server().address(reader, place));
  const press = (name: string) => page().getByRole('button', { name, exact: true }).click();
  const noteField = () => page().getByLabel('What you see and hear');
  return {
    open,
    press,
    noteField,
    saved: (on = page()) =>
      on
        .getByText(/^Saved \d\d:\d\d$/)
        .first()
        .waitFor(),
    note: async (text: string) => {
      await noteField().fill(text);
      await noteField().press('Enter');
    },
    endLesson: async () => {
      await press('End the lesson');
      await press('End it now');
    },
    begin: async () => {
      await open('priya', `observations/plan/${server().setting.placementId}`);
      await page().getByLabel('Focus').fill('Waiting after a question');
      await press('Plan this observation');
      await press('Start the lesson');
    },
  };
}
