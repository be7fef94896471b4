import { html } from 'lit';
import './target-page.js';
import type { TargetList } from '../../tool/target/target-page.shared.js';
import { demoApi, demoMe, type Demo } from '../shared/demo.js';
import { exampleArea, exampleTargets } from './example-targets.js';

const placementId = '01930000-0000-7000-8000-0000000000c1';
const page =
  (list: TargetList, path = `targets/${placementId}`, personId?: string) =>
  () => {
    const { trainee, timeZone, visibleTo, targets } = list;
    const tagged = {
      area: exampleArea,
      trainee,
      timeZone,
      visibleTo,
      targets: targets.filter((one) => one.areaIds.includes(exampleArea.id)),
    };
    const api = demoApi({
      [`GET /api/placements/${placementId}/targets`]: list,
      [`GET /api/placements/${placementId}/areas/${exampleArea.id}`]: tagged,
    });
    return html`<target-page .api=${api} .me=${demoMe(personId === undefined ? {} : { personId })} .path=${path}></target-page>`;
  };
const { trainee } = exampleTargets();

export const demo: Demo = {
  element: 'target-page',
  states: [
    { name: 'mentor', render: page(exampleTargets()) },
    { name: 'trainee', render: page(exampleTargets({ visibleTo: ['Priya Nair', 'Helen Ward'] }), undefined, trainee.personId) },
    { name: 'reader', render: page(exampleTargets({ mayChange: false, offered: [] })) },
    { name: 'empty', render: page(exampleTargets({ targets: [] })) },
    { name: 'one-standard', render: page(exampleTargets(), `targets/${placementId}/area/${exampleArea.id}`) },
    { name: 'one-standard-empty', render: page(exampleTargets({ targets: [] }), `targets/${placementId}/area/${exampleArea.id}`) },
    { name: 'not-there', render: page(exampleTargets(), 'targets/01930000-0000-7000-8000-000000000099') },
  ],
};
